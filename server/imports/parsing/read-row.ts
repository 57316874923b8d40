// From a row's cells to what it says, or to the reasons why it says nothing usable. Pure.
import type { RowProblem } from "@/server/imports/contract";
import { isBlank, type Row } from "@/server/imports/parsing/cell";
import { CellReader, type ReadingRules } from "@/server/imports/parsing/cell-reader";
import { hasInvoices } from "@/server/imports/parsing/columns/fields";
import type { ReadRow } from "@/server/imports/parsing/import-row";
import { readInvoice } from "@/server/imports/parsing/read-invoice";
import { readContact, readDebtor } from "@/server/imports/parsing/read-party";
import { toE164 } from "@/server/imports/parsing/values/phones";
import { isTimeZone } from "@/server/time/calendar";

/** Reads rows of one file; it remembers phone numbers and zones, which repeat. `today` is the import's day. */
export function rowReader(rules: ReadingRules, today: string) {
  const phones = new Map<string, string | undefined>();
  const zones = new Map<string, boolean>();
  const remember = {
    phone(text: string, country: string) {
      const key = `${country}${text}`;
      if (!phones.has(key)) {
        if (phones.size > 100_000) phones.clear();
        phones.set(key, toE164(text, country));
      }
      return phones.get(key);
    },
    zone(name: string) {
      const known = zones.get(name) ?? isTimeZone(name);
      zones.set(name, known);
      return known;
    },
  };
  return (row: Row): ReadRow => {
    if (row.cells.every(isBlank)) return { line: row.line, blank: true };
    const reader = new CellReader(rules, row);
    const externalId = reader.text("debtor_id", 120) ?? null;
    const name = reader.text("debtor_name", 300) ?? null;
    if (!externalId && !name)
      reader.problem("DEBTOR_MISSING", rules.mapping.debtor_id === undefined ? "debtor_name" : "debtor_id");
    const debtor = readDebtor(reader, remember);
    const country = debtor.country ?? rules.options.country;
    const contact = readContact(reader, remember, country);
    const invoice = hasInvoices(rules.mapping) ? readInvoice(reader, rules, today) : null;
    if (reader.problems.length > 0) return { line: row.line, problems: unique(reader.problems) };
    return { line: row.line, row: { line: row.line, externalId, name, debtor, contact, invoice } };
  };
}

function unique(problems: RowProblem[]): RowProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, field }) => {
    const key = `${code}:${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

// From a row's cells to what it says, or to the reasons why it says nothing usable. Pure.
import type { RowProblem } from "@/server/imports/contract";
import { type Cell, isBlank, type Row } from "@/server/imports/parsing/cell";
import { CellReader, type ReadingRules } from "@/server/imports/parsing/cell-reader";
import { hasInvoices, importFieldNames, importFields, type Mapping } from "@/server/imports/parsing/columns/fields";
import type { PartyFacts, ReadRow } from "@/server/imports/parsing/import-row";
import { readInvoice } from "@/server/imports/parsing/read-invoice";
import { readContact, readDebtor } from "@/server/imports/parsing/read-party";
import { toE164 } from "@/server/imports/parsing/values/phones";
import { isTimeZone } from "@/server/time/calendar";

const partiesMax = 20_000;

/** Reads rows of one file; it remembers parties, phone numbers and zones, which repeat. `today` is the import's day. */
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
  const parties = new Map<string, PartyFacts>();
  const partyColumns = columnsOfParty(rules.mapping);

  function readParty(reader: CellReader, row: Row): PartyFacts {
    const key = cellsKey(row, partyColumns);
    const known = parties.get(key);
    if (known) return known;
    const externalId = reader.text("debtor_id", 120) ?? null;
    const name = reader.text("debtor_name", 300) ?? null;
    if (!externalId && !name)
      reader.problem("DEBTOR_MISSING", rules.mapping.debtor_id === undefined ? "debtor_name" : "debtor_id");
    const debtor = readDebtor(reader, remember);
    const country = debtor.country ?? rules.options.country;
    const party = { externalId, name, debtor, contact: readContact(reader, remember, country) };
    if (reader.problems.length > 0) return party;
    if (parties.size >= partiesMax) parties.clear();
    parties.set(key, party);
    return party;
  }

  const withInvoices = hasInvoices(rules.mapping);
  return (row: Row): ReadRow => {
    if (row.cells.every(isBlank)) return { line: row.line, blank: true };
    const reader = new CellReader(rules, row);
    const party = readParty(reader, row);
    const invoice = withInvoices ? readInvoice(reader, rules, today) : null;
    if (reader.problems.length > 0) return { line: row.line, problems: unique(reader.problems) };
    return { line: row.line, row: { line: row.line, party, invoice } };
  };
}

const partyParts: readonly string[] = ["debtor", "contact", "consent"];

/** The columns that say who the row is about. */
function columnsOfParty(mapping: Mapping): number[] {
  const columns = importFieldNames.map((field) =>
    partyParts.includes(importFields[field].part) ? mapping[field] : undefined,
  );
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/** Equal for rows that have the same in these columns. */
function cellsKey({ cells }: Row, columns: readonly number[]): string {
  let key = "";
  for (const column of columns) key += `${keyOf(cells[column])}\u0000`;
  return key;
}

/** A number or a day is no text of the same characters. */
function keyOf(cell: Cell | undefined): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return `\u0001${cell}`;
  return cell ? `\u0002${cell.day}` : "";
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

// What earlier rows of the same file said: the first one decides, so that the same file read again changes nothing. Pure.

import type { ImportRow, InvoiceFacts, PartyFacts } from "@/server/imports/parsing/import-row";
import { foldName } from "@/server/imports/parsing/values/fold-text";
import { RowRefused } from "@/server/imports/plan/plan";

type Seen = { number: string; line: number; print: number };

/** Where an invoice stands in the file so far. */
export type Repeat = { kind: "first" } | { kind: "same" } | { kind: "near"; number: string; line: number };

export type FileMemory = ReturnType<typeof fileMemory>;

export function fileMemory() {
  // By the debtor the row was found to be about: one row may name it by id, the next by name.
  const invoices = new Map<string, Map<string, Seen[]>>();
  const facts = new Map<string, Set<string>>();
  const said = new WeakMap<PartyFacts, string>();

  return {
    /** Whether an earlier row had this invoice; throws RowRefused when that row said otherwise. */
    invoice(row: ImportRow, debtorId: string): Repeat {
      if (!row.invoice) return { kind: "first" };
      const seen = invoices.get(debtorId)?.get(row.invoice.numberKey);
      if (!seen) return { kind: "first" };
      const number = row.invoice.number;
      const same = seen.find((other) => other.number === number);
      if (same && same.print === fingerprint(row.invoice)) return { kind: "same" };
      if (same)
        throw new RowRefused({ code: "DUPLICATE_IN_FILE", field: "invoice_number", value: number, line: same.line });
      const near = seen[0];
      return near ? { kind: "near", number: near.number, line: near.line } : { kind: "first" };
    },
    /** Whether all that this says about the debtor was claimed before, and its id is still the one the debtor has. */
    saidBefore(party: PartyFacts, debtor: { id: string; externalId: string }): boolean {
      return said.get(party) === debtor.id && (!party.externalId || party.externalId === debtor.externalId);
    },
    /** Which of the things this row says no earlier row said about the debtor; from now on they are said. */
    claims(party: PartyFacts, debtorId: string): Set<string> {
      said.set(party, debtorId);
      const claimed = facts.get(debtorId) ?? new Set();
      if (claimed.size === 0) facts.set(debtorId, claimed);
      const first = new Set<string>();
      for (const fact of factsOf(party)) {
        if (claimed.has(fact)) continue;
        claimed.add(fact);
        first.add(fact);
      }
      return first;
    },
    /** A row that was accepted. */
    remember(row: ImportRow, debtorId: string) {
      if (!row.invoice) return;
      const ofDebtor = invoices.get(debtorId) ?? new Map<string, Seen[]>();
      if (ofDebtor.size === 0) invoices.set(debtorId, ofDebtor);
      const seen = ofDebtor.get(row.invoice.numberKey);
      const entry = { number: row.invoice.number, line: row.line, print: fingerprint(row.invoice) };
      if (!seen) ofDebtor.set(row.invoice.numberKey, [entry]);
      else if (!seen.some((other) => other.number === entry.number)) seen.push(entry);
    },
  };
}

/** Names of what is said about a debtor and contact. */
function* factsOf({ name, debtor, contact }: PartyFacts): Generator<string> {
  if (name) yield "name";
  yield* Object.keys(debtor);
  if (!contact) return;
  if (contact.jobTitle) yield jobTitleFact(contact.name);
  for (const { kind } of contact.addresses) yield primaryFact(kind);
  for (const { channel, address } of contact.consents) yield consentFact(channel, address);
}

export const jobTitleFact = (contactName: string | undefined) => `job:${foldName(contactName ?? "")}`;
export const primaryFact = (kind: string) => `primary:${kind}`;
export const consentFact = (channel: string, address: string) => `consent:${channel}:${address}`;

/** 53 bits over everything the row says about its invoice (cyrb53, public domain). */
function fingerprint(invoice: InvoiceFacts): number {
  const text = JSON.stringify(invoice);
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

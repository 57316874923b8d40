// What the database knows about the debtors and invoices a batch of rows is about, loaded in bulk.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { FreightFacts, ImportRow } from "@/server/imports/parsing/import-row";
import { foldName } from "@/server/imports/parsing/values/fold-text";
import type { DebtorKind, InvoiceState } from "@/server/imports/parsing/values/words";

export type KnownDebtor = {
  id: string;
  externalId: string;
  name: string;
  kind: DebtorKind;
  country: string;
  region: string | null;
  city: string | null;
  postalCode: string | null;
  street: string | null;
  addressVerified: boolean;
  statedTimeZone: string | null;
  language: string;
  tags: string[];
};

export type KnownContact = { id: string; debtorId: string; name: string; jobTitle: string | null; isPrimary: boolean };

export type KnownAddress = {
  id: string;
  debtorId: string;
  contactId: string;
  kind: "email" | "phone";
  address: string;
  isPrimary: boolean;
};

export type KnownConsent = { id: string; debtorId: string; channel: string; address: string; kind: string };

export type KnownOptOut = { debtorId: string | null; channel: string; address: string };

export type KnownDispute = { id: string; invoiceId: string; fromImport: boolean; open: boolean };

export type KnownInvoice = {
  id: string;
  debtorId: string;
  number: string;
  numberKey: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  amountMinor: number;
  paidMinor: number;
  status: InvoiceState;
  settledOn: string | null;
  /** What PostgreSQL calls the row's version; another one when somebody changed it since. Null for one that is new. */
  version: string | null;
  freight: { [K in keyof FreightFacts]-?: FreightFacts[K] | null };
  disputes: KnownDispute[];
};

/** Kept over all batches of a run; planning adds what it decides, so that later rows see earlier ones. */
export type Known = {
  byExternalId: Map<string, KnownDebtor>;
  byName: Map<string, KnownDebtor[]>;
  /** Ids already looked for, found or not. */
  asked: Set<string>;
  namesLoaded: boolean;
  contacts: Map<string, KnownContact[]>;
  addresses: Map<string, KnownAddress[]>;
  consents: Map<string, KnownConsent[]>;
  optOuts: Map<string, KnownOptOut[]>;
  /** What earlier as-of imports hold back: `kind:debtor:invoice id or number` → the invoice's id. */
  held: Map<string, string>;
  /** Debtors that this run itself creates. */
  fresh: Set<string>;
};

export function emptyKnown(): Known {
  return {
    byExternalId: new Map(),
    byName: new Map(),
    asked: new Set(),
    namesLoaded: false,
    contacts: new Map(),
    addresses: new Map(),
    consents: new Map(),
    optOuts: new Map(),
    held: new Map(),
    fresh: new Set(),
  };
}

type Tenant = { tenantId: string };

/** Makes a debtor findable by its id and name. */
export function rememberDebtor(known: Known, debtor: KnownDebtor) {
  known.byExternalId.set(debtor.externalId, debtor);
  const name = foldName(debtor.name);
  const same = known.byName.get(name);
  if (!same) known.byName.set(name, [debtor]);
  else if (!same.some((other) => other.id === debtor.id)) same.push(debtor);
}

/** Loads the debtors these rows may be about; a file that names debtors without ids needs every name once. */
export async function loadDebtors(tx: TenantTransaction, ctx: Tenant, known: Known, rows: readonly ImportRow[]) {
  const wanted = new Set<string>();
  for (const { party } of rows) {
    if (party.externalId && known.byExternalId.has(party.externalId)) continue;
    for (const key of [party.externalId, party.name]) if (key && !known.asked.has(key)) wanted.add(key);
  }
  const all = !known.namesLoaded && rows.some(({ party }) => !party.externalId);
  if (all) known.namesLoaded = true;
  if (!all && wanted.size === 0) return;
  const which = all ? sql`true` : sql`external_id = any(${sql.param([...wanted])}::text[])`;
  const found = await tx.execute<KnownDebtor>(sql`
    select id, external_id as "externalId", name, kind, country, region, city, postal_code as "postalCode", street,
      address_verified as "addressVerified", stated_time_zone as "statedTimeZone", language, tags
    from debtors where tenant_id = ${ctx.tenantId} and ${which}`);
  for (const debtor of found.rows) if (!known.byExternalId.has(debtor.externalId)) rememberDebtor(known, debtor);
  for (const key of wanted) known.asked.add(key);
}

/** Loads contacts, addresses, consents and opt-outs of debtors that were there before. */
export async function loadContacts(tx: TenantTransaction, ctx: Tenant, known: Known, debtorIds: readonly string[]) {
  const wanted = debtorIds.filter((id) => !known.contacts.has(id));
  if (wanted.length === 0) return;
  const ids = sql.param(wanted);
  for (const id of wanted) {
    known.contacts.set(id, []);
    known.addresses.set(id, []);
    known.consents.set(id, []);
    known.optOuts.set(id, []);
  }
  const mine = sql`tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[])`;
  const contacts = await tx.execute<KnownContact>(sql`
    select id, debtor_id as "debtorId", name, job_title as "jobTitle", is_primary as "isPrimary" from contacts
    where ${mine} order by is_primary desc, created_at, id`);
  for (const row of contacts.rows) known.contacts.get(row.debtorId)?.push(row);
  const addresses = await tx.execute<KnownAddress>(sql`
    select id, debtor_id as "debtorId", contact_id as "contactId", kind, address, is_primary as "isPrimary"
    from contact_points where ${mine}`);
  for (const row of addresses.rows) known.addresses.get(row.debtorId)?.push(row);
  const consents = await tx.execute<KnownConsent>(sql`
    select id, debtor_id as "debtorId", channel, address, kind from consents where ${mine} and revoked_at is null`);
  for (const row of consents.rows) known.consents.get(row.debtorId)?.push(row);
  const optOuts = await tx.execute<KnownOptOut & { debtorId: string }>(sql`
    select debtor_id as "debtorId", channel, address from opt_outs where ${mine} and lifted_at is null`);
  for (const row of optOuts.rows) known.optOuts.get(row.debtorId)?.push(row);
}

export type InvoiceKey = { debtorId: string; number: string; numberKey: string };

/** The invoices with these numbers or near-duplicates of them, by `debtor id:number key`. */
export async function loadInvoices(
  tx: TenantTransaction,
  ctx: Tenant,
  keys: readonly InvoiceKey[],
): Promise<Map<string, KnownInvoice[]>> {
  const found = new Map<string, KnownInvoice[]>();
  if (keys.length === 0) return found;
  const rows = await tx.execute<Omit<KnownInvoice, "freight" | "disputes"> & KnownInvoice["freight"]>(sql`
    select i.id, i.xmin::text as version, i.debtor_id as "debtorId", i.number, i.number_key as "numberKey", i.issued_on::text as "issuedOn",
      i.due_on::text as "dueOn", i.currency, i.amount_minor::float8 as "amountMinor", i.paid_minor::float8 as "paidMinor",
      i.status, i.settled_on::text as "settledOn", i.load_number as "loadNumber", i.bol_number as "bolNumber",
      i.lane_origin as "laneOrigin", i.lane_destination as "laneDestination", i.mode, i.has_pod as "hasPod",
      i.factored, i.portal_rejected as "portalRejected",
      i.short_pay_minor::float8 as "shortPayMinor", i.accessorial_minor::float8 as "accessorialMinor", i.documents
    from (select distinct * from unnest(${sql.param(keys.map((key) => key.debtorId))}::uuid[],
      ${sql.param(keys.map((key) => key.numberKey))}::text[]) as k(debtor_id, number_key)) k
    join invoices i on i.tenant_id = ${ctx.tenantId} and i.number_key = k.number_key and i.debtor_id = k.debtor_id`);
  const byId = new Map<string, KnownInvoice>();
  for (const row of rows.rows) {
    const { loadNumber, bolNumber, laneOrigin, laneDestination, mode, hasPod, ...rest } = row;
    const { factored, portalRejected, shortPayMinor, accessorialMinor, documents, ...own } = rest;
    const lane = { loadNumber, bolNumber, laneOrigin, laneDestination, mode, hasPod };
    const freight = { ...lane, factored, portalRejected, shortPayMinor, accessorialMinor, documents };
    const invoice: KnownInvoice = { ...own, freight, disputes: [] };
    byId.set(invoice.id, invoice);
    const key = `${invoice.debtorId}:${invoice.numberKey}`;
    const same = found.get(key);
    if (same) same.push(invoice);
    else found.set(key, [invoice]);
  }
  await loadDisputes(tx, ctx, byId);
  return found;
}

async function loadDisputes(tx: TenantTransaction, ctx: Tenant, byId: Map<string, KnownInvoice>) {
  if (byId.size === 0) return;
  const rows = await tx.execute<KnownDispute>(sql`
    select id, invoice_id as "invoiceId", source = 'import' as "fromImport", resolved_at is null as open from disputes
    where tenant_id = ${ctx.tenantId} and invoice_id = any(${sql.param([...byId.keys()])}::uuid[])`);
  for (const row of rows.rows) byId.get(row.invoiceId)?.disputes.push(row);
}

/** The key of a held event in `Known.held`. */
export const heldKey = (kind: string, debtorId: string, invoice: string) => `${kind}:${debtorId}:${invoice}`;

/** What earlier as-of imports hold back, so that the same file holds nothing twice. */
export async function loadHeld(tx: TenantTransaction, ctx: Tenant, known: Known) {
  const rows = await tx.execute<{ kind: string; debtor_id: string; invoice: string; id: string }>(sql`
    select kind, debtor_id, coalesce(data ->> 'number', invoice_id::text, '') as invoice,
      coalesce(invoice_id::text, data ->> 'id', '') as id
    from held_events where tenant_id = ${ctx.tenantId} and done_at is null`);
  for (const row of rows.rows) known.held.set(heldKey(row.kind, row.debtor_id, row.invoice), row.id);
}

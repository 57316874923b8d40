// Writes a plan in a handful of statements, however many rows it has.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import type { ImportIssue } from "@/server/imports/contract";
import type { KnownDebtor, KnownInvoice } from "@/server/imports/plan/known";
import type { Plan, PlannedSignal } from "@/server/imports/plan/plan";
import type { TenantContext } from "@/server/tenant-context";

/**
 * The statements that write everything but balances and signals, to be executed in their order in one transaction:
 * those follow with `finishDebtors`, once a batch or once an import. Later planning does not change them.
 */
export function statementsOf(ctx: TenantContext, importId: string, plan: Plan): SQL[] {
  const now = ctx.clock.now().toISOString();
  const tenant = ctx.tenantId;
  const statements: SQL[] = [];
  const insert: Insert = (rows, into) => {
    if (rows.length > 0) statements.push(into(sql`${JSON.stringify(rows)}::json`));
  };

  insert(
    plan.newDebtors.map(debtorRow),
    (json) => sql`
    insert into debtors (tenant_id, id, external_id, name, kind, country, region, city, postal_code, street,
      address_verified, stated_time_zone, language, tags, created_at, updated_at)
    select ${tenant}::uuid, id, external_id, name, kind, country, region, city, postal_code, street,
      address_verified, stated_time_zone, language, array(select json_array_elements_text(tags)), ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${json}) as x(id uuid, external_id text, name text, kind text, country char(2), region text,
      city text, postal_code text, street text, address_verified boolean, stated_time_zone text, language text, tags json)`,
  );
  const created = new Set(plan.newDebtors);
  const changedDebtors = [...plan.changedDebtors].filter((debtor) => !created.has(debtor));
  insert(
    changedDebtors.map(debtorRow),
    (json) => sql`
    update debtors d set external_id = x.external_id, name = x.name, kind = x.kind, country = x.country,
      region = x.region, city = x.city, postal_code = x.postal_code, street = x.street,
      address_verified = x.address_verified, stated_time_zone = x.stated_time_zone, language = x.language,
      tags = array(select json_array_elements_text(x.tags)), updated_at = ${now}::timestamptz
    from json_to_recordset(${json}) as x(id uuid, external_id text, name text, kind text, country char(2), region text,
      city text, postal_code text, street text, address_verified boolean, stated_time_zone text, language text, tags json)
    where d.tenant_id = ${tenant} and d.id = x.id`,
  );
  writeContacts(ctx, plan, insert);
  writeInvoices(ctx, importId, plan, insert);
  writeMoney(ctx, plan, insert);
  return statements;
}

type Insert = (rows: readonly object[], into: (json: SQL) => SQL) => void;

function debtorRow(debtor: KnownDebtor) {
  return {
    id: debtor.id,
    external_id: debtor.externalId,
    name: debtor.name,
    kind: debtor.kind,
    country: debtor.country,
    region: debtor.region,
    city: debtor.city,
    postal_code: debtor.postalCode,
    street: debtor.street,
    address_verified: debtor.addressVerified,
    stated_time_zone: debtor.statedTimeZone,
    language: debtor.language,
    tags: debtor.tags,
  };
}

function writeContacts(ctx: TenantContext, plan: Plan, insert: Insert) {
  const now = ctx.clock.now().toISOString();
  const tenant = ctx.tenantId;
  insert(
    plan.newContacts,
    (json) => sql`
    insert into contacts (tenant_id, id, debtor_id, name, job_title, is_primary, created_at)
    select ${tenant}::uuid, id, "debtorId", name, "jobTitle", "isPrimary", ${now}::timestamptz
    from json_to_recordset(${json}) as x(id uuid, "debtorId" uuid, name text, "jobTitle" text, "isPrimary" boolean)`,
  );
  const created = new Set(plan.newContacts);
  insert(
    [...plan.changedContacts].filter((contact) => !created.has(contact)),
    (json) => sql`
    update contacts c set job_title = x."jobTitle"
    from json_to_recordset(${json}) as x(id uuid, "jobTitle" text)
    where c.tenant_id = ${tenant} and c.id = x.id`,
  );
  insert(
    [...plan.demoted].map(({ id }) => ({ id })),
    (json) => sql`
    update contact_points p set is_primary = false from json_to_recordset(${json}) as x(id uuid)
    where p.tenant_id = ${tenant} and p.id = x.id`,
  );
  insert(
    plan.newAddresses,
    (json) => sql`
    insert into contact_points (tenant_id, id, debtor_id, contact_id, kind, address, is_primary, status, created_at)
    select ${tenant}::uuid, id, "debtorId", "contactId", kind, address, "isPrimary", 'active', ${now}::timestamptz
    from json_to_recordset(${json})
      as x(id uuid, "debtorId" uuid, "contactId" uuid, kind text, address text, "isPrimary" boolean)`,
  );
  // A newer word stays.
  insert(
    plan.verified,
    (json) => sql`
    update contact_points p set verified_at = x.at, verified_how = 'database'
    from (select "debtorId", address, max(at) as at
      from json_to_recordset(${json}) as y("debtorId" uuid, address text, at timestamptz) group by 1, 2) x
    where p.tenant_id = ${tenant} and p.debtor_id = x."debtorId" and p.kind = 'phone' and p.address = x.address
      and (p.verified_at is null or p.verified_at < x.at)`,
  );
  insert(
    plan.consents,
    (json) => sql`
    insert into consents (tenant_id, id, debtor_id, channel, address, kind, wording, evidence, granted_at)
    select ${tenant}::uuid, id, "debtorId", channel, address, kind, wording, evidence, "grantedAt"
    from json_to_recordset(${json}) as x(id uuid, "debtorId" uuid, channel text, address text, kind text, wording text,
      evidence text, "grantedAt" timestamptz)`,
  );
  insert(
    plan.revokedConsents.map((id) => ({ id })),
    (json) => sql`
    update consents c set revoked_at = ${now}::timestamptz from json_to_recordset(${json}) as x(id uuid)
    where c.tenant_id = ${tenant} and c.id = x.id`,
  );
  insert(
    plan.optOuts,
    (json) => sql`
    insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
    select ${tenant}::uuid, id, "debtorId", channel, address, 'member', ${now}::timestamptz
    from json_to_recordset(${json}) as x(id uuid, "debtorId" uuid, channel text, address text)`,
  );
}

export type ExpectedInvoice = Pick<KnownInvoice, "id" | "debtorId" | "version">;

function invoiceRow(invoice: KnownInvoice) {
  const { freight, disputes: _, version: _version, ...own } = invoice;
  return { ...own, ...freight };
}

const invoiceColumns = sql`x(id uuid, "debtorId" uuid, number text, "numberKey" text, "issuedOn" date, "dueOn" date,
  currency char(3), "amountMinor" bigint, "paidMinor" bigint, status text, "settledOn" date, "loadNumber" text,
  "bolNumber" text, "laneOrigin" text, "laneDestination" text, mode text, "hasPod" boolean, factored boolean,
  "portalRejected" boolean, "shortPayMinor" bigint,
  "accessorialMinor" bigint, documents jsonb)`;

function writeInvoices(ctx: TenantContext, importId: string, plan: Plan, insert: Insert) {
  const now = ctx.clock.now().toISOString();
  const tenant = ctx.tenantId;
  insert(
    plan.newInvoices.map(invoiceRow),
    (json) => sql`
    insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency, amount_minor,
      paid_minor, status, settled_on, load_number, bol_number, lane_origin, lane_destination, mode, has_pod,
      factored, portal_rejected, short_pay_minor, accessorial_minor, documents, import_id, created_at, updated_at)
    select ${tenant}::uuid, id, "debtorId", number, "numberKey", "issuedOn", "dueOn", currency, "amountMinor",
      "paidMinor", status, "settledOn", "loadNumber", "bolNumber", "laneOrigin", "laneDestination", mode, "hasPod",
      factored, "portalRejected", "shortPayMinor", "accessorialMinor", coalesce(documents, '[]'), ${importId}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${json}) as ${invoiceColumns}`,
  );
  insert(
    plan.changedInvoices.map(invoiceRow),
    (json) => sql`
    update invoices i set issued_on = x."issuedOn", due_on = x."dueOn", currency = x.currency,
      amount_minor = x."amountMinor", paid_minor = x."paidMinor", status = x.status, settled_on = x."settledOn",
      load_number = x."loadNumber", bol_number = x."bolNumber", lane_origin = x."laneOrigin",
      lane_destination = x."laneDestination", mode = x.mode, has_pod = x."hasPod",
      factored = x.factored, portal_rejected = x."portalRejected",
      short_pay_minor = x."shortPayMinor", accessorial_minor = x."accessorialMinor",
      documents = coalesce(x.documents, '[]'), import_id = ${importId}::uuid, updated_at = ${now}::timestamptz
    from json_to_recordset(${json}) as ${invoiceColumns}
    where i.tenant_id = ${tenant} and i.id = x.id`,
  );
}

function writeMoney(ctx: TenantContext, plan: Plan, insert: Insert) {
  const now = ctx.clock.now().toISOString();
  const tenant = ctx.tenantId;
  insert(
    plan.payments,
    (json) => sql`
    insert into payments (tenant_id, id, debtor_id, currency, amount_minor, status, method, received_at, created_at)
    select ${tenant}::uuid, id, "debtorId", currency, "amountMinor", 'succeeded', 'import', "receivedAt", ${now}::timestamptz
    from json_to_recordset(${json})
      as x(id uuid, "debtorId" uuid, currency char(3), "amountMinor" bigint, "receivedAt" timestamptz)`,
  );
  insert(
    plan.payments,
    (json) => sql`
    insert into payment_allocations (tenant_id, id, payment_id, invoice_id, amount_minor, created_at)
    select ${tenant}::uuid, "allocationId", id, "invoiceId", "amountMinor", ${now}::timestamptz
    from json_to_recordset(${json}) as x("allocationId" uuid, id uuid, "invoiceId" uuid, "amountMinor" bigint)`,
  );
  insert(
    plan.disputes,
    (json) => sql`
    insert into disputes (tenant_id, id, debtor_id, invoice_id, reason, source, opened_at, resolved_at)
    select ${tenant}::uuid, id, "debtorId", "invoiceId", reason, 'import', "openedAt", "resolvedAt"
    from json_to_recordset(${json}) as x(id uuid, "debtorId" uuid, "invoiceId" uuid, reason text,
      "openedAt" timestamptz, "resolvedAt" timestamptz)`,
  );
  insert(
    plan.resolvedDisputes,
    (json) => sql`
    update disputes d set resolved_at = x.at from json_to_recordset(${json}) as x(id uuid, at timestamptz)
    where d.tenant_id = ${tenant} and d.id = x.id`,
  );
  // Before the new holds are written: what the file says now replaces what was held back.
  insert(
    plan.overtaken.map((id) => ({ id })),
    (json) => sql`
    with x as (select id from json_to_recordset(${json}) as x(id uuid))
    update held_events set done_at = ${now}::timestamptz where tenant_id = ${tenant} and done_at is null
      and (invoice_id in (select id from x) or data ->> 'id' in (select id::text from x))`,
  );
  insert(
    plan.holds,
    (json) => sql`
    insert into held_events (tenant_id, id, happens_at, kind, debtor_id, invoice_id, data)
    select ${tenant}::uuid, id, "happensAt", kind, "debtorId", "invoiceId", data
    from json_to_recordset(${json})
      as x(id uuid, "happensAt" timestamptz, kind text, "debtorId" uuid, "invoiceId" uuid, data jsonb)`,
  );
}

/**
 * Holds the debtors whose invoices change, as whoever writes their payments does, and tells whether each of the invoices
 * is still what the plan saw: a payment taken meanwhile would be overwritten.
 */
export async function holdIfUnchanged(
  tx: TenantTransaction,
  ctx: TenantContext,
  expected: readonly ExpectedInvoice[],
): Promise<boolean> {
  if (expected.length === 0) return true;
  await tx.execute(sql`
    select id from debtors where tenant_id = ${ctx.tenantId}
      and id = any(${sql.param([...new Set(expected.map((invoice) => invoice.debtorId))])}::uuid[])
    order by id for no key update`);
  const same = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from json_to_recordset(${JSON.stringify(expected)}::json) as x(id uuid, version text)
    join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = x.id and i.xmin::text = x.version`);
  return same.rows[0]?.count === expected.length;
}

/** Recomputes balances and tells the journeys of debtors that are being chased. */
export async function finishDebtors(
  tx: TenantTransaction,
  ctx: TenantContext,
  touched: ReadonlySet<string>,
  signals: readonly PlannedSignal[],
) {
  await refreshBalances(tx, ctx, [...touched]);
  if (signals.length === 0) return;
  const ids = [...new Set(signals.map((signal) => signal.debtorId))];
  const chased = await tx.execute<{ debtor_id: string; owing: boolean }>(sql`
    select distinct e.debtor_id, exists (select 1 from debtor_balances b
      where b.tenant_id = ${ctx.tenantId} and b.debtor_id = e.debtor_id) as owing
    from enrollments e
    where e.tenant_id = ${ctx.tenantId} and e.debtor_id = any(${sql.param(ids)}::uuid[]) and e.status <> 'done'`);
  for (const { debtor_id: debtorId, owing } of chased.rows) {
    for (const signal of lastOfKind(signals.filter((other) => other.debtorId === debtorId))) {
      const kind = signal.kind === "paid" ? (owing ? "paid_in_part" : "paid_in_full") : signal.kind;
      await signalDebtor(tx, ctx, { debtorId, kind, data: signal.data });
    }
  }
}

/** An opt-out is of one address; of the others one a debtor is enough. */
function lastOfKind(signals: readonly PlannedSignal[]): PlannedSignal[] {
  const optOuts = signals.filter((signal) => signal.kind === "opted_out");
  const others = new Map(
    signals.filter((signal) => signal.kind !== "opted_out").map((signal) => [signal.kind, signal]),
  );
  return [...optOuts, ...others.values()];
}

/** Writes what the user must see, in one statement; an error already reported for a line is not repeated. */
export async function writeIssues(
  tx: TenantTransaction,
  ctx: TenantContext,
  importId: string,
  issues: readonly ImportIssue[],
) {
  if (issues.length === 0) return;
  const rows = issues.map((issue) => ({
    id: ctx.chance.id(),
    line: issue.line,
    kind: issue.kind,
    code: issue.kind === "error" ? (issue.details.problems[0]?.code ?? "") : issue.kind.toUpperCase(),
    details: issue.details,
  }));
  await tx.execute(sql`
    insert into import_issues (tenant_id, id, import_id, line, kind, code, details)
    select ${ctx.tenantId}::uuid, x.id, ${importId}::uuid, x.line, x.kind, x.code, x.details
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, line int, kind text, code text, details jsonb)
    where not exists (select 1 from import_issues i where i.tenant_id = ${ctx.tenantId} and i.import_id = ${importId}
      and i.kind = x.kind and i.line = x.line and i.code = x.code)`);
}

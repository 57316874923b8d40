import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Channel } from "@/server/journeys/graph/schema";
import type { Happening } from "@/server/journeys/simulation/happenings";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { DEBTORS_MAX, type LoadedHistory, type LoadHistoryInput } from "@/server/simulations/contract";
import { knownDebtors } from "@/server/simulations/debtors-of";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays, daysBetween, instantAt } from "@/server/time/calendar";

/** Without a wish: how far back a backtest begins. */
const DAYS_DEFAULT = 365;
const DAYS_MAX = 1_000;

/** What really happened in the workspace, as happenings that a journey can live through again. */
export async function loadHistory(ctx: TenantContext, input: LoadHistoryInput): Promise<LoadedHistory> {
  return read(ctx, "journeys.read", async (tx) => {
    const { today, zone } = await workspaceDay(tx, ctx);
    const span = await spanOf(tx, ctx, today);
    const from = input.from ?? later(span.firstDay ?? today, addDays(span.lastDay ?? today, -DAYS_DEFAULT));
    const rest = Math.max(1, daysBetween(from, today) + 1);
    const days = Math.min(input.days ?? rest, rest, DAYS_MAX);
    const window = { from, begin: instantAt(zone, from, "00:00"), until: addDays(from, days), zone };
    const found = await whoOwed(tx, ctx, window);
    const ids = found.slice(0, DEBTORS_MAX);
    const { tenant, of } = await knownDebtors(tx, ctx, ids);
    const byId = new Map<string, SimulatedDebtor>();
    for (const id of ids) {
      const facts = of.get(id);
      if (!facts) continue;
      byId.set(id, {
        facts: { ...facts, stop: null, pausedReason: null },
        invoices: [],
        optOuts: [],
        promises: [],
        contacts: [],
        replies: [],
        happenings: [],
        behaviour: null,
      });
    }
    await addInvoices(tx, ctx, byId, window);
    await addPayments(tx, ctx, byId, window);
    await addWords(tx, ctx, byId, window);
    const debtors = [...byId.values()];
    for (const debtor of debtors) debtor.happenings.sort((a, b) => a.at.getTime() - b.at.getTime());
    return { tenant, from, days, debtors, ...span, more: found.length > DEBTORS_MAX };
  });
}

type Window = { from: string; begin: Date; until: string; zone: string };
type ById = Map<string, SimulatedDebtor>;

async function spanOf(tx: TenantTransaction, ctx: TenantContext, today: string) {
  const { rows } = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select min(issued_on)::text as first, max(greatest(due_on, coalesce(settled_on, due_on)))::text as last
    from invoices where tenant_id = ${ctx.tenantId} and status <> 'void'`);
  const { first = null, last = null } = rows[0] ?? {};
  return { firstDay: first, lastDay: last === null ? null : earlier(last, today) };
}

/** Debtors with an invoice that was issued in the window or still open when it began. */
async function whoOwed(tx: TenantTransaction, ctx: TenantContext, { from, until }: Window): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select debtor_id as id from invoices
    where tenant_id = ${ctx.tenantId} and status <> 'void' and issued_on < ${until}::date
      and (settled_on is null or settled_on >= ${from}::date)
    group by debtor_id order by debtor_id limit ${DEBTORS_MAX + 1}`);
  return rows.map((row) => row.id);
}

async function addInvoices(tx: TenantTransaction, ctx: TenantContext, byId: ById, { from, until, zone }: Window) {
  const { rows } = await tx.execute<{
    id: string;
    debtor_id: string;
    currency: string;
    amount: string;
    issued_on: string;
    due_on: string;
  }>(sql`
    select id, debtor_id, currency, amount_minor::text as amount, issued_on::text, due_on::text from invoices
    where tenant_id = ${ctx.tenantId} and debtor_id = any(${sql.param([...byId.keys()])}::uuid[])
      and status <> 'void' and amount_minor > 0 and issued_on < ${until}::date
      and (settled_on is null or settled_on >= ${from}::date)
    order by issued_on, id`);
  for (const { id, debtor_id, currency, amount, issued_on: issuedOn, due_on: dueOn } of rows) {
    const debtor = byId.get(debtor_id);
    if (!debtor) continue;
    const openMinor = Number(amount);
    const invoice = { id: toPublicId("invoice", id), currency, openMinor, issuedOn, dueOn, disputed: false };
    if (issuedOn < from) debtor.invoices.push(invoice);
    else debtor.happenings.push({ kind: "invoice_issued", at: instantAt(zone, issuedOn, "08:00"), invoice });
  }
}

/** Money as it was allocated; what was written off, or marked as paid without a payment, ends on its day. */
async function addPayments(tx: TenantTransaction, ctx: TenantContext, byId: ById, { begin, zone }: Window) {
  const ids = sql.param([...byId.keys()]);
  const { rows } = await tx.execute<{
    debtor_id: string;
    invoice_id: string;
    currency: string;
    amount: string;
    at: string | null;
    day: string | null;
  }>(sql`
    select p.debtor_id, a.invoice_id, p.currency, a.amount_minor::text as amount, p.received_at as at, null as day
    from payment_allocations a
    join payments p on p.tenant_id = a.tenant_id and p.id = a.payment_id
    where a.tenant_id = ${ctx.tenantId} and p.debtor_id = any(${ids}::uuid[]) and a.reversed_at is null
      and p.status in ('succeeded', 'refunded')
    union all
    select i.debtor_id, i.id, i.currency, (i.amount_minor - coalesce(known.amount_minor, 0))::text, null, i.settled_on::text
    from invoices i
    left join lateral (
      select sum(amount_minor)::bigint as amount_minor from payment_allocations
      where tenant_id = i.tenant_id and invoice_id = i.id and reversed_at is null) known on true
    where i.tenant_id = ${ctx.tenantId} and i.debtor_id = any(${ids}::uuid[]) and i.settled_on is not null
      and i.amount_minor > coalesce(known.amount_minor, 0)`);
  for (const { debtor_id, invoice_id, currency, amount, at, day } of rows) {
    const debtor = byId.get(debtor_id);
    if (!debtor) continue;
    const invoiceId = toPublicId("invoice", invoice_id);
    const amountMinor = Number(amount);
    const when = at === null ? instantAt(zone, day ?? "", "12:00") : new Date(at);
    const before = debtor.invoices.find((invoice) => invoice.id === invoiceId);
    if (when < begin) {
      if (before) before.openMinor = Math.max(0, before.openMinor - amountMinor);
      continue;
    }
    debtor.happenings.push({ kind: "paid", at: when, currency, amountMinor, lines: [{ invoiceId, amountMinor }] });
  }
}

/** Promises, disputes, opt-outs, replies and stops. */
async function addWords(tx: TenantTransaction, ctx: TenantContext, byId: ById, { begin }: Window) {
  const ids = sql.param([...byId.keys()]);
  const { rows } = await tx.execute<{
    kind: Happening["kind"];
    debtor_id: string;
    at: string;
    ref: string | null;
    detail: string | null;
    amount: string | null;
  }>(sql`
    select 'promised' as kind, debtor_id, created_at as at, due_on::text as ref, currency as detail, amount_minor::text as amount
    from promises where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[])
    union all
    select 'disputed', debtor_id, opened_at, invoice_id::text, null, null
    from disputes where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[])
    union all
    select 'dispute_resolved', debtor_id, resolved_at, invoice_id::text, null, null
    from disputes where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and resolved_at is not null
    union all
    select 'opted_out', debtor_id, at, address, channel, null
    from opt_outs where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and lifted_at is null
    union all
    select 'replied', debtor_id, at, null, channel, null
    from messages where tenant_id = ${ctx.tenantId} and debtor_id = any(${ids}::uuid[]) and direction = 'inbound'
      and channel in ('email', 'sms')
    union all
    select 'stopped', id, stopped_at, stop, null, null
    from debtors where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[]) and stop is not null and stopped_at is not null`);
  for (const row of rows) {
    const debtor = byId.get(row.debtor_id);
    if (!debtor) continue;
    const at = new Date(row.at);
    const ref = row.ref ?? "";
    const told = happeningOf(row.kind, at, ref, row.detail, row.amount);
    if (!told) continue;
    if (at >= begin) debtor.happenings.push(told);
    else if (told.kind === "opted_out") debtor.optOuts.push({ channel: told.channel, address: ref });
    else if (told.kind === "stopped") debtor.facts = { ...debtor.facts, stop: told.stop };
    else if (told.kind === "disputed" || told.kind === "dispute_resolved") {
      const invoice = debtor.invoices.find((one) => one.id === told.invoiceId);
      if (invoice) invoice.disputed = told.kind === "disputed";
    }
  }
}

function happeningOf(
  kind: Happening["kind"],
  at: Date,
  ref: string,
  detail: string | null,
  amount: string | null,
): Happening | undefined {
  switch (kind) {
    case "promised":
      return { kind, at, dueOn: ref, amount: { currency: detail ?? "", amountMinor: Number(amount) } };
    case "disputed":
    case "dispute_resolved":
      return { kind, at, invoiceId: toPublicId("invoice", ref) };
    case "opted_out":
      return { kind, at, channel: detail as Channel, address: ref };
    case "replied":
      return { kind, at, channel: detail === "sms" ? "sms" : "email" };
    case "stopped":
      return { kind, at, stop: ref as "cease" | "attorney" | "bankrupt" | "deceased" };
    default:
      return undefined;
  }
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

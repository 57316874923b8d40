// Private to payments: writing payments and their allocations in bulk, and taking allocations back.
import { and, eq, isNull, sql } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import { paymentAllocations, payments } from "@/db/schema/payments";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import { closeSettledDisputes } from "@/server/disputes/close-disputes";
import { found } from "@/server/errors";
import { closeEnded } from "@/server/escalations/close-ended";
import { allocate, type Line, type OpenInvoice, unwind } from "@/server/payments/lines/allocate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";

export type Payment = typeof payments.$inferSelect;

/** Succeeded money to be spread over invoices; the payment's row is there already. */
export type Settlement = {
  paymentId: string;
  debtorId: string;
  currency: string;
  amountMinor: number;
  receivedAt: Date;
  lines?: Line[];
};

/** Payments of one debtor are taken one after another: whoever writes allocations holds this first. */
export async function lockDebtors(tx: TenantTransaction, ctx: TenantContext, debtorIds: readonly string[]) {
  const locked = await tx.execute<{ id: string }>(sql`
    select id from debtors where tenant_id = ${ctx.tenantId} and id = any(${sql.param([...debtorIds])}::uuid[])
    order by id for no key update`);
  if (locked.rows.length < new Set(debtorIds).size) found(null, "The debtor");
}

/**
 * Allocates settlements in their order, settles invoices, ends the disputes of paid ones, refreshes balances and tells
 * the journeys of each debtor once. The debtors must be locked. Returns what each settlement allocated.
 */
export async function settle(
  tx: TenantTransaction,
  ctx: TenantContext,
  settlements: readonly Settlement[],
): Promise<Map<string, number>> {
  const open = await loadInvoices(tx, ctx, settlements);
  const { zone } = await workspaceDay(tx, ctx);
  const allocations: (Line & { paymentId: string; day: string })[] = [];
  const allocatedMinor = new Map<string, number>();
  for (const settlement of settlements) {
    const own = open.get(settlement.debtorId) ?? [];
    const result = allocate(settlement, own, settlement.lines);
    const day = dayIn(zone, settlement.receivedAt);
    for (const line of result.allocations) {
      allocations.push({ ...line, paymentId: settlement.paymentId, day });
      const invoice = own.find((candidate) => candidate.invoiceId === line.invoiceId);
      if (invoice) invoice.openMinor -= line.amountMinor;
    }
    allocatedMinor.set(settlement.paymentId, settlement.amountMinor - result.unallocatedMinor);
  }
  await insertAllocations(tx, ctx, allocations);
  await addToInvoices(tx, ctx, allocations);
  await closeSettledDisputes(
    tx,
    ctx,
    allocations.map((line) => line.invoiceId),
  );
  const debtorIds = [...new Set(settlements.map((settlement) => settlement.debtorId))];
  await refreshBalances(tx, ctx, debtorIds);
  await tellJourneys(tx, ctx, settlements, allocations);
  return allocatedMinor;
}

/** Takes allocations back until at most `keptMinor` of the payment is allocated; the invoices open again. */
export async function unsettle(tx: TenantTransaction, ctx: TenantContext, payment: Payment, keptMinor: number) {
  const active = await activeAllocations(tx, ctx, payment.id);
  const kept = new Map(unwind(active, keptMinor).map((line) => [line.invoiceId, line.amountMinor]));
  const reversed = active.filter((line) => (kept.get(line.invoiceId) ?? 0) < line.amountMinor);
  if (reversed.length === 0) return;
  const { zone } = await workspaceDay(tx, ctx);
  const day = dayIn(zone, payment.receivedAt);
  await tx.execute(sql`
    update payment_allocations set reversed_at = ${ctx.clock.now()}
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param(reversed.map((line) => line.id))}::uuid[])`);
  const rest = reversed
    .filter((line) => kept.has(line.invoiceId))
    .map((line) => ({ ...line, amountMinor: kept.get(line.invoiceId) ?? 0, paymentId: payment.id, day }));
  await insertAllocations(tx, ctx, rest);
  await addToInvoices(
    tx,
    ctx,
    reversed.map((line) => ({
      invoiceId: line.invoiceId,
      amountMinor: (kept.get(line.invoiceId) ?? 0) - line.amountMinor,
      day,
    })),
  );
  await refreshBalances(tx, ctx, [payment.debtorId]);
}

/** What of a payment is allocated now, oldest due first. */
export async function activeAllocations(tx: TenantTransaction, ctx: TenantContext, paymentId: string) {
  return tx
    .select({
      id: paymentAllocations.id,
      invoiceId: paymentAllocations.invoiceId,
      amountMinor: paymentAllocations.amountMinor,
    })
    .from(paymentAllocations)
    .innerJoin(invoices, and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, paymentAllocations.invoiceId)))
    .where(
      and(
        eq(paymentAllocations.tenantId, ctx.tenantId),
        eq(paymentAllocations.paymentId, paymentId),
        isNull(paymentAllocations.reversedAt),
      ),
    )
    .orderBy(invoices.dueOn, invoices.id);
}

/** The payment under this reference of the vendor's, locked, if it is known. */
export async function paymentByRef(tx: TenantTransaction, ctx: TenantContext, providerRef: string) {
  const rows = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.tenantId, ctx.tenantId), eq(payments.providerRef, providerRef)))
    .for("update");
  return rows[0];
}

async function loadInvoices(tx: TenantTransaction, ctx: TenantContext, settlements: readonly Settlement[]) {
  const named = settlements.flatMap((settlement) => settlement.lines?.map((line) => line.invoiceId) ?? []);
  const oldest = settlements.filter((settlement) => !settlement.lines).map((settlement) => settlement.debtorId);
  const debtorIds = [...new Set(settlements.map((settlement) => settlement.debtorId))];
  const rows = await tx.execute<{
    id: string;
    debtor_id: string;
    currency: string;
    open_minor: string;
    due_on: string;
  }>(sql`
    select id, debtor_id, currency, open_minor, due_on::text from invoices
    where tenant_id = ${ctx.tenantId} and debtor_id = any(${sql.param(debtorIds)}::uuid[]) and status = 'open'
      and (id = any(${sql.param(named)}::uuid[]) or debtor_id = any(${sql.param(oldest)}::uuid[]))
    order by id for no key update`);
  const byDebtor = new Map<string, OpenInvoice[]>();
  for (const row of rows.rows) {
    const own = byDebtor.get(row.debtor_id) ?? [];
    own.push({ invoiceId: row.id, currency: row.currency, openMinor: Number(row.open_minor), dueOn: row.due_on });
    byDebtor.set(row.debtor_id, own);
  }
  return byDebtor;
}

async function insertAllocations(
  tx: TenantTransaction,
  ctx: TenantContext,
  lines: readonly (Line & { paymentId: string })[],
) {
  if (lines.length === 0) return;
  const createdAt = ctx.clock.now();
  await tx.insert(paymentAllocations).values(
    lines.map(({ paymentId, invoiceId, amountMinor }) => ({
      tenantId: ctx.tenantId,
      id: ctx.chance.id(),
      paymentId,
      invoiceId,
      amountMinor,
      createdAt,
    })),
  );
}

async function addToInvoices(tx: TenantTransaction, ctx: TenantContext, lines: readonly (Line & { day: string })[]) {
  if (lines.length === 0) return;
  const column = <K extends keyof (Line & { day: string })>(key: K) => sql.param(lines.map((line) => line[key]));
  await tx.execute(sql`
    with delta as (
      select invoice_id, sum(amount_minor)::bigint as amount_minor, max(day) as day
      from unnest(${column("invoiceId")}::uuid[], ${column("amountMinor")}::bigint[], ${column("day")}::date[])
        as line(invoice_id, amount_minor, day)
      group by invoice_id)
    update invoices set
      paid_minor = paid_minor + delta.amount_minor,
      status = case when status in ('void', 'written_off') then status
        when paid_minor + delta.amount_minor >= invoices.amount_minor then 'paid' else 'open' end,
      settled_on = case when status in ('void', 'written_off') then settled_on
        when paid_minor + delta.amount_minor >= invoices.amount_minor then delta.day end,
      updated_at = ${ctx.clock.now()}
    from delta where invoices.tenant_id = ${ctx.tenantId} and invoices.id = delta.invoice_id`);
}

/** Where nothing is owed any more all journeys of the debtor hear it, else those that chase what was paid. */
async function tellJourneys(
  tx: TenantTransaction,
  ctx: TenantContext,
  settlements: readonly Settlement[],
  lines: readonly Line[],
) {
  const invoiceIds = lines.map((line) => line.invoiceId);
  const last = new Map(settlements.map((settlement) => [settlement.debtorId, settlement]));
  const owing = await tx.execute<{ debtor_id: string }>(sql`
    select distinct debtor_id from debtor_balances
    where tenant_id = ${ctx.tenantId} and debtor_id = any(${sql.param([...last.keys()])}::uuid[])`);
  const stillOwing = new Set(owing.rows.map((row) => row.debtor_id));
  await closeEnded(
    tx,
    ctx,
    [...last.keys()].filter((debtorId) => !stillOwing.has(debtorId)),
  );
  for (const { debtorId, paymentId, currency, amountMinor } of last.values()) {
    const data = { paymentId, currency, amountMinor };
    if (stillOwing.has(debtorId)) await signalDebtor(tx, ctx, { debtorId, kind: "paid_in_part", data, invoiceIds });
    else await signalDebtor(tx, ctx, { debtorId, kind: "paid_in_full", data });
  }
}

// What an as-of import held back happens when the workspace's clock reaches it: invoices are issued, disputes are
// opened, payments come in, in that order within a batch, so that a payment finds its invoice and ends its dispute.
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { disputes, invoices } from "@/db/schema/invoices";
import { heldEvents, payments } from "@/db/schema/payments";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import { writeAudit } from "@/server/mutate";
import { lockDebtors, type Settlement, settle } from "@/server/payments/internal";
import type { TenantContext } from "@/server/tenant-context";

type HeldEvent = typeof heldEvents.$inferSelect;

const batchSize = 500;

/** Applies everything held back until now; returns how many events happened. */
export async function settleHeldEvents(ctx: TenantContext): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await withTenant(ctx, (tx) => settleBatch(tx, ctx));
    total += count;
    if (count < batchSize) return total;
  }
}

/** When the next held event happens, or null. */
export async function nextHeldEventAt(tx: TenantTransaction, ctx: { tenantId: string }): Promise<Date | null> {
  const rows = await tx
    .select({ at: heldEvents.happensAt })
    .from(heldEvents)
    .where(and(eq(heldEvents.tenantId, ctx.tenantId), sql`done_at is null`))
    .orderBy(heldEvents.happensAt)
    .limit(1);
  return rows[0]?.at ?? null;
}

async function settleBatch(tx: TenantTransaction, ctx: TenantContext): Promise<number> {
  const now = ctx.clock.now();
  const due = await tx
    .select()
    .from(heldEvents)
    .where(and(eq(heldEvents.tenantId, ctx.tenantId), sql`done_at is null and happens_at <= ${now}`))
    .orderBy(heldEvents.happensAt, heldEvents.id)
    .limit(batchSize)
    .for("update");
  if (due.length === 0) return 0;
  await lockDebtors(tx, ctx, [...new Set(due.map((event) => event.debtorId))]);
  const of = (kind: HeldEvent["kind"]) => due.filter((event) => event.kind === kind);
  await issueInvoices(tx, ctx, of("invoice_issued"));
  await openDisputes(tx, ctx, of("dispute"));
  await takePayments(tx, ctx, of("payment"));
  await tx.execute(sql`
    update held_events set done_at = ${now}
    where tenant_id = ${ctx.tenantId} and id = any(${sql.param(due.map((event) => event.id))}::uuid[])`);
  await writeAudit(tx, ctx, "payments.record", {
    kind: "held_events",
    details: {
      invoices: of("invoice_issued").length,
      payments: of("payment").length,
      disputes: of("dispute").length,
    },
  });
  return due.length;
}

const heldInvoice = z.object({
  id: z.uuid(),
  number: z.string(),
  numberKey: z.string(),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  currency: z.string().length(3),
  amountMinor: z.number().int(),
  loadNumber: z.string().nullish(),
  bolNumber: z.string().nullish(),
  laneOrigin: z.string().nullish(),
  laneDestination: z.string().nullish(),
  mode: z.string().nullish(),
  hasPod: z.boolean().nullish(),
  shortPayMinor: z.number().int().nullish(),
  accessorialMinor: z.number().int().nullish(),
  documents: z.array(z.unknown()).default([]),
  importId: z.uuid().nullish(),
});

async function issueInvoices(tx: TenantTransaction, ctx: TenantContext, events: HeldEvent[]) {
  if (events.length === 0) return;
  const now = ctx.clock.now();
  const rows = events.map((event) => ({
    ...heldInvoice.parse(event.data),
    tenantId: ctx.tenantId,
    debtorId: event.debtorId,
    status: "open" as const,
    createdAt: now,
    updatedAt: now,
  }));
  await tx.insert(invoices).values(rows).onConflictDoNothing();
  await refreshBalances(tx, ctx, [...new Set(events.map((event) => event.debtorId))]);
}

const heldPayment = z.object({ amountMinor: z.number().int().positive(), currency: z.string().length(3) });

async function takePayments(tx: TenantTransaction, ctx: TenantContext, events: HeldEvent[]) {
  if (events.length === 0) return;
  const settlements: Settlement[] = events.map((event) => {
    const { amountMinor, currency } = heldPayment.parse(event.data);
    return {
      paymentId: ctx.chance.id(),
      debtorId: event.debtorId,
      currency,
      amountMinor,
      receivedAt: event.happensAt,
      ...(event.invoiceId ? { lines: [{ invoiceId: event.invoiceId, amountMinor }] } : {}),
    };
  });
  const createdAt = ctx.clock.now();
  await tx.insert(payments).values(
    settlements.map(({ paymentId, debtorId, currency, amountMinor, receivedAt }) => ({
      tenantId: ctx.tenantId,
      id: paymentId,
      debtorId,
      currency,
      amountMinor,
      status: "succeeded" as const,
      method: "history" as const,
      receivedAt,
      createdAt,
    })),
  );
  await settle(tx, ctx, settlements);
}

const heldDispute = z.object({ reason: z.string().nullish() });

async function openDisputes(tx: TenantTransaction, ctx: TenantContext, events: HeldEvent[]) {
  for (const event of events) {
    if (!event.invoiceId) continue;
    const disputeId = ctx.chance.id();
    await tx.insert(disputes).values({
      tenantId: ctx.tenantId,
      id: disputeId,
      debtorId: event.debtorId,
      invoiceId: event.invoiceId,
      reason: heldDispute.parse(event.data).reason ?? null,
      source: "import",
      openedAt: event.happensAt,
    });
    await signalDebtor(tx, ctx, {
      debtorId: event.debtorId,
      kind: "dispute_opened",
      data: { disputeId },
      invoiceIds: [event.invoiceId],
    });
  }
}

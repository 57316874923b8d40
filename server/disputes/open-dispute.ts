import { and, eq, isNull } from "drizzle-orm";
import { disputes, invoices } from "@/db/schema/invoices";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { requireHeld } from "@/server/debtors/require-debtor";
import { found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

export type NewDispute = { invoiceId: string; reason?: string; source: "import" | "member" | "debtor" };

/** Marks an invoice as disputed: what is queued is cancelled, the journey hears of it, a person is asked. */
export async function openDispute(ctx: TenantContext, input: NewDispute): Promise<{ disputeId: string }> {
  return mutate(ctx, "disputes.update", async (tx) => {
    const { disputeId, isNew } = await openDisputeOn(tx, ctx, input);
    const audit = isNew ? { kind: "dispute", id: disputeId, details: { source: input.source } } : null;
    return { result: { disputeId }, audit };
  });
}

/** In the caller's transaction; an invoice has one open dispute at a time. */
export async function openDisputeOn(
  tx: TenantTransaction,
  ctx: TenantContext,
  { invoiceId, reason, source }: NewDispute,
): Promise<{ disputeId: string; isNew: boolean }> {
  const rows = await tx
    .select({ debtorId: invoices.debtorId })
    .from(invoices)
    .where(and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, invoiceId)))
    .for("update");
  const { debtorId } = found(rows[0], "The invoice");
  await requireHeld(tx, ctx, debtorId);
  const standing = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.tenantId, ctx.tenantId), eq(disputes.invoiceId, invoiceId), isNull(disputes.resolvedAt)));
  if (standing[0]) return { disputeId: standing[0].id, isNew: false };

  const disputeId = ctx.chance.id();
  await tx.insert(disputes).values({
    tenantId: ctx.tenantId,
    id: disputeId,
    debtorId,
    invoiceId,
    reason: reason ?? null,
    source,
    openedAt: ctx.clock.now(),
  });
  await signalDebtor(tx, ctx, { debtorId, kind: "dispute_opened", data: { disputeId }, invoiceIds: [invoiceId] });
  await raiseTask(tx, ctx, {
    kind: "dispute",
    key: `dispute:${disputeId}`,
    debtorId,
    subjectKind: "dispute",
    subjectId: disputeId,
  });
  return { disputeId, isNew: true };
}

import { and, eq, inArray, isNull } from "drizzle-orm";
import { tasks } from "@/db/schema/debtors";
import { disputes, invoices } from "@/db/schema/invoices";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { writeAudit } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Ends those of the disputes that are still open, and the tasks that asked a person for them. Returns which it ended. */
export async function closeDisputes(
  tx: TenantTransaction,
  ctx: TenantContext,
  disputeIds: readonly string[],
): Promise<string[]> {
  const now = ctx.clock.now();
  const closed = await tx
    .update(disputes)
    .set({ resolvedAt: now })
    .where(and(eq(disputes.tenantId, ctx.tenantId), inArray(disputes.id, [...disputeIds]), isNull(disputes.resolvedAt)))
    .returning({ id: disputes.id });
  const ids = closed.map((dispute) => dispute.id);
  if (ids.length === 0) return ids;
  const keys = ids.map((id) => `dispute:${id}`);
  await tx
    .update(tasks)
    .set({ doneAt: now, doneBy: memberOf(ctx) })
    .where(and(eq(tasks.tenantId, ctx.tenantId), inArray(tasks.key, keys), isNull(tasks.doneAt)));
  return ids;
}

/** Whoever pays an invoice in full disputes it no longer: its dispute ends in the transaction that settles it. */
export async function closeSettledDisputes(tx: TenantTransaction, ctx: TenantContext, invoiceIds: readonly string[]) {
  if (invoiceIds.length === 0) return;
  const settled = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .innerJoin(invoices, and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, disputes.invoiceId)))
    .where(
      and(
        eq(disputes.tenantId, ctx.tenantId),
        inArray(disputes.invoiceId, [...new Set(invoiceIds)]),
        isNull(disputes.resolvedAt),
        eq(invoices.status, "paid"),
      ),
    )
    .orderBy(disputes.id);
  if (settled.length === 0) return;
  const closed = await closeDisputes(
    tx,
    ctx,
    settled.map((dispute) => dispute.id),
  );
  for (const id of closed)
    await writeAudit(tx, ctx, "disputes.update", {
      kind: "dispute",
      id,
      details: { status: "resolved", reason: "paid" },
    });
}

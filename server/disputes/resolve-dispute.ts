import { and, eq } from "drizzle-orm";
import { disputes } from "@/db/schema/invoices";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { closeDisputes } from "@/server/disputes/close-disputes";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Ends a dispute; the task that asked for a person is done with it. */
export async function resolveDispute(ctx: TenantContext, input: { disputeId: string }): Promise<void> {
  const { disputeId } = input;
  await mutate(ctx, "disputes.update", async (tx) => {
    const rows = await tx
      .select({ debtorId: disputes.debtorId })
      .from(disputes)
      .where(and(eq(disputes.tenantId, ctx.tenantId), eq(disputes.id, disputeId)));
    const { debtorId } = found(rows[0], "The dispute");
    const closed = await closeDisputes(tx, ctx, [disputeId]);
    if (closed.length > 0) await signalDebtor(tx, ctx, { debtorId, kind: "dispute_resolved", data: { disputeId } });
    const audit = closed.length > 0 ? { kind: "dispute", id: disputeId, details: { status: "resolved" } } : null;
    return { result: undefined, audit };
  });
}

import { and, eq, isNull } from "drizzle-orm";
import { tasks } from "@/db/schema/debtors";
import { disputes } from "@/db/schema/invoices";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Ends a dispute; the task that asked for a person is done with it. */
export async function resolveDispute(ctx: TenantContext, input: { disputeId: string }): Promise<void> {
  const { disputeId } = input;
  const now = ctx.clock.now();
  await mutate(ctx, "disputes.update", async (tx) => {
    const mine = and(eq(disputes.tenantId, ctx.tenantId), eq(disputes.id, disputeId));
    const rows = await tx.select({ id: disputes.id }).from(disputes).where(mine);
    found(rows[0], "The dispute");
    const resolved = await tx
      .update(disputes)
      .set({ resolvedAt: now })
      .where(and(mine, isNull(disputes.resolvedAt)))
      .returning({ id: disputes.id });
    if (resolved.length === 0) return { result: undefined, audit: null };
    await tx
      .update(tasks)
      .set({ doneAt: now, doneBy: ctx.actor.kind === "member" ? ctx.actor.userId : null })
      .where(and(eq(tasks.tenantId, ctx.tenantId), eq(tasks.key, `dispute:${disputeId}`), isNull(tasks.doneAt)));
    return { result: undefined, audit: { kind: "dispute", id: disputeId, details: { status: "resolved" } } };
  });
}

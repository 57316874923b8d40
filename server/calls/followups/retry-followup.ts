import { sql } from "drizzle-orm";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/** Tries again what was given up. Throws PRECONDITION where it was not. */
export async function retryFollowup(
  ctx: TenantContext,
  { followupId }: { followupId: string },
  queue: WorkQueue,
): Promise<void> {
  await mutate(ctx, "calls.followUp", async (tx) => {
    const { rows } = await tx.execute<{ call_id: string; step: string; status: string }>(sql`
      select call_id, step, status from call_followups
      where tenant_id = ${ctx.tenantId} and id = ${followupId} for update`);
    const { call_id: callId, step, status } = found(rows[0], "The step after the call");
    if (status !== "failed") throw new DomainError("PRECONDITION", "Only what failed can be tried again.");
    await tx.execute(sql`
      update call_followups set status = 'waiting', attempts = 0, code = null, settled_at = null, claimed_until = null,
        due_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${followupId}`);
    return { result: undefined, audit: { kind: "call", id: callId, details: { retried: step } } };
  });
  await queue.announce({ name: "calls/followups.due", data: { tenantId: ctx.tenantId } });
}

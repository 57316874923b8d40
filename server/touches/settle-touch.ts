import { sql } from "drizzle-orm";
import { DomainError } from "@/server/errors";
import { closeTasks } from "@/server/escalations/close-tasks";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { sendTaskKey } from "@/server/touches/deciding/send-task-key";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

/**
 * A person found out what became of an unknown send. It is recorded as sent or as failed; it is never sent again by
 * this: a new attempt is the journey's next step.
 */
export function settleTouch(ctx: TenantContext, input: { touchId: string; as: "sent" | "failed" }): Promise<void> {
  return mutate(ctx, "touches.settle", async (tx) => {
    const { touchId } = input;
    const now = ctx.clock.now().toISOString();
    const { rowCount } = await tx.execute(sql`
      update touches set status = ${input.as}, result_code = 'SETTLED_BY_PERSON', settled_at = ${now}
      where tenant_id = ${ctx.tenantId} and id = ${touchId} and status = 'unknown'`);
    if (!rowCount) throw new DomainError("PRECONDITION", "The touch is not unknown.");
    if (input.as === "failed") await releaseSlots(tx, ctx, [touchId]);
    await closeTasks(tx, ctx, [sendTaskKey("unknown", touchId)]);
    return { result: undefined, audit: { kind: "touch", id: touchId, details: { as: input.as } } };
  });
}

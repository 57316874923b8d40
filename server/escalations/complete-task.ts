import { sql } from "drizzle-orm";
import type { z } from "zod";
import { found } from "@/server/errors";
import type { taskIdInput } from "@/server/escalations/contract";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** A person has dealt with it. */
export function completeTask(ctx: TenantContext, input: z.output<typeof taskIdInput>): Promise<void> {
  return settle(ctx, input.taskId, true);
}

/** Undoes `completeTask`. */
export function reopenTask(ctx: TenantContext, input: z.output<typeof taskIdInput>): Promise<void> {
  return settle(ctx, input.taskId, false);
}

function settle(ctx: TenantContext, taskId: string, done: boolean): Promise<void> {
  return mutate(ctx, "tasks.update", async (tx) => {
    const by = memberOf(ctx);
    const known = await tx.execute(
      sql`select 1 from tasks where tenant_id = ${ctx.tenantId} and id = ${taskId} for update`,
    );
    found(known.rows[0], "The task");
    const { rows } = await tx.execute(sql`
      update tasks set done_at = ${done ? ctx.clock.now().toISOString() : null}::timestamptz, done_by = ${done ? by : null}
      where tenant_id = ${ctx.tenantId} and id = ${taskId} and (done_at is null) = ${done} returning id`);
    return { result: undefined, audit: rows.length > 0 ? { kind: "task", id: taskId, details: { done } } : null };
  });
}

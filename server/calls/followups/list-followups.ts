import { sql } from "drizzle-orm";
import { callSummary, type FollowupRow, followupSteps, transcriptCheck } from "@/server/calls/followups/contract";
import { requireCall } from "@/server/calls/notes/require-call";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** What is done after the call, and how far each of it is; empty while the call goes on. */
export function listFollowups(ctx: TenantContext, input: { callId: string }): Promise<FollowupRow[]> {
  return read(ctx, "calls.read", async (tx) => {
    await requireCall(tx, ctx, input.callId);
    const { rows } = await tx.execute<FollowupSqlRow>(sql`
      select id, step, status, attempts, due_at, settled_at, code, result
      from call_followups where tenant_id = ${ctx.tenantId} and call_id = ${input.callId}`);
    return rows
      .map(({ id, step, status, attempts, code, result, ...row }) => ({
        id: toPublicId("callFollowup", id),
        step,
        status,
        attempts,
        code,
        dueAt: status === "waiting" ? new Date(row.due_at) : null,
        settledAt: row.settled_at === null ? null : new Date(row.settled_at),
        summary: step === "summary" && result !== null ? callSummary.parse(result) : null,
        check: step === "check" && result !== null ? transcriptCheck.parse(result) : null,
      }))
      .sort((a, b) => followupSteps.indexOf(a.step) - followupSteps.indexOf(b.step));
  });
}

type FollowupSqlRow = Pick<FollowupRow, "id" | "step" | "status" | "attempts" | "code"> & {
  due_at: string;
  settled_at: string | null;
  result: unknown;
};

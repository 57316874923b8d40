import { sql } from "drizzle-orm";
import type { z } from "zod";
import { answerEnrollments } from "@/server/campaigns/answer-enrollment";
import { DomainError } from "@/server/errors";
import { closeTasks } from "@/server/escalations/close-tasks";
import type { answerQuestionInput } from "@/server/escalations/contract";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** A person says yes or no to what a journey asks: the debtor goes on at once. PRECONDITION when it is too late. */
export function answerQuestion(ctx: TenantContext, input: z.output<typeof answerQuestionInput>): Promise<void> {
  return mutate(ctx, "tasks.answer", async (tx) => {
    const { questionId, answer } = input;
    const now = ctx.clock.now().toISOString();
    const by = memberOf(ctx);
    const { rows } = await tx.execute<{ enrollment_id: string; node_id: string; visit: number }>(sql`
      update questions set answer = ${answer}, answered_at = ${now}, answered_by = ${by}
      where tenant_id = ${ctx.tenantId} and id = ${questionId} and answer is null
      returning enrollment_id, node_id, visit`);
    const asked = rows[0];
    if (!asked) throw new DomainError("PRECONDITION", "This question is not open any more.");
    await answerEnrollments(tx, ctx, [
      { enrollmentId: asked.enrollment_id, nodeId: asked.node_id, visit: asked.visit, answer },
    ]);
    await closeTasks(tx, ctx, [`question:${questionId}`]);
    return { result: undefined, audit: { kind: "question", id: questionId, details: { answer } } };
  });
}

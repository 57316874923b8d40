import { flowCases } from "@/db/schema/flow-cases";
import { DomainError } from "@/server/errors";
import { keyOfCase } from "@/server/flows/cases/case-key";
import { casesMax, casesOf } from "@/server/flows/cases/cases-of";
import type { SaveCaseInput } from "@/server/flows/cases/contract";
import { loadFlow } from "@/server/flows/internal";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import { persona } from "@/server/flows/trial/persona";
import { tryFlow } from "@/server/flows/try-flow";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/**
 * Keeps what was said in a trial as somebody to test the conversation on, who must come to what it came to: told once more
 * here, so that what is kept is so. PRECONDITION while the trial is not over.
 */
export async function saveCase(
  ctx: TenantContext,
  { flowId, title, ...trial }: SaveCaseInput,
  model: ConversationModel,
  moderation?: Moderation,
): Promise<{ id: string }> {
  const tried = await tryFlow(ctx, trial, model, moderation);
  if (!tried.isOver) throw new DomainError("PRECONDITION", "This trial is not over yet.");
  return mutate(ctx, "flows.update", async (tx) => {
    const flow = await loadFlow(tx, ctx, flowId);
    if ((await casesOf(tx, ctx, flow.id)).length >= casesMax)
      throw new DomainError("PRECONDITION", `A conversation has ${casesMax} cases at most; take one out first.`);
    const id = ctx.chance.id();
    const { outcome, isVerified, skills } = tried;
    await tx.insert(flowCases).values({
      tenantId: ctx.tenantId,
      id,
      flowId: flow.id,
      persona: persona.parse({
        key: keyOfCase(id),
        title,
        language: trial.language,
        answersAs: trial.answersAs,
        lines: trial.said,
        replies: [],
        otherwise: [],
        expects: { outcome: [outcome ?? "none"], isVerified, calls: [...new Set(skills)] },
      }),
      createdAt: ctx.clock.now(),
      createdBy: memberOf(ctx),
    });
    return {
      result: { id: toPublicId("flowCase", id) },
      audit: { kind: "flow", id: flow.id, details: { change: "case", lines: trial.said.length } },
    };
  });
}

import { z } from "zod";
import { DomainError } from "@/server/errors";
import type { DraftedJourney, DraftFromWordsInput } from "@/server/journeys/contract";
import { draftingInstructions } from "@/server/journeys/drafting/instructions";
import { drawSketch, sketch } from "@/server/journeys/drafting/sketch";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import type { JourneyModel } from "@/server/journeys/ports";
import { authorise } from "@/server/mutate";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

const form = { name: "journey", schema: z.toJSONSchema(sketch) as Record<string, unknown> };
const answerWithinMs = 90_000;

/**
 * A draft from a description. It changes nothing: the builder puts it in the draft's place as one edit. Only the
 * description goes to the model, nothing about debtors. PRECONDITION without a model, or when it refuses.
 */
export async function draftFromWords(
  ctx: TenantContext,
  input: DraftFromWordsInput,
  model: JourneyModel | undefined,
  signal?: AbortSignal,
): Promise<DraftedJourney> {
  authorise(ctx, "journeys.update");
  if (!model) throw new DomainError("PRECONDITION", "Drafting from words needs OPENAI_API_KEY.");
  await rateLimit("draft.workspace", ctx.tenantId);
  const deadline = AbortSignal.timeout(answerWithinMs);
  const answer = await model.answer({
    instructions: draftingInstructions,
    request: input.description,
    form,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
  if (answer.kind === "refused") throw new DomainError("PRECONDITION", `The model refused: ${answer.reason}`);
  const read = answer.kind === "answered" ? sketch.safeParse(answer.value) : undefined;
  if (!read?.success || read.data.steps.length === 0) {
    throw new DomainError(
      "PROVIDER_UNAVAILABLE",
      "The model’s answer was no journey. Try again, or say it differently.",
    );
  }
  const drawn = drawSketch(read.data);
  return { ...drawn, problems: problemsOf(drawn.graph).length };
}

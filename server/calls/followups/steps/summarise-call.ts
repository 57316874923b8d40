import { withTenant } from "@/db/tenant-transaction";
import { type CallFacts, loadCallFacts } from "@/server/calls/followups/call-facts";
import type { CallSummary } from "@/server/calls/followups/contract";
import { wrongFiguresIn } from "@/server/calls/followups/figures";
import { plainSummary } from "@/server/calls/followups/plain-summary";
import type { CallSummaries, FollowupPorts } from "@/server/calls/followups/ports";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { sayIn } from "@/server/i18n/say";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

const MODEL_MS = 45_000;
/** From that try on the rules sum up what no model did. */
const PATIENCE = 3;

/** Three to six sentences and what to do now, in the workspace's language. */
export async function summariseCall(ctx: TenantContext, of: Followup, ports: FollowupPorts): Promise<StepOutcome> {
  const facts = await withTenant(ctx, (tx) => loadCallFacts(tx, ctx, of.callId));
  const wasTalk = facts.turns.some(({ speaker, kind }) => speaker === "debtor" && kind === "speech");
  const summary: CallSummary = (wasTalk && ports.summaries && (await byModel(facts, ports.summaries, of))) || {
    ...plainSummary(facts, sayIn(facts.workspace.language)),
    by: "rules",
  };
  return { kind: "done", result: summary };
}

/** A figure that was not said, twice, and the rules sum up. */
async function byModel(facts: CallFacts, summaries: CallSummaries, of: Followup): Promise<CallSummary | null> {
  try {
    for (let nth = 1; nth <= 2; nth += 1) {
      const call = { facts, language: facts.workspace.language };
      const worded = await summaries.summarise(call, AbortSignal.timeout(MODEL_MS));
      if (!worded) return null;
      const wrong = wrongFiguresIn([worded.text, ...worded.actions].join("\n"), facts);
      if (wrong.length === 0) return { ...worded, by: "model" };
      log.warn({ followup: of.id, kinds: wrong.map(({ kind }) => kind) }, "a summary named figures that were not said");
    }
    return null;
  } catch (error) {
    if (of.attempts >= PATIENCE) return null;
    throw error;
  }
}

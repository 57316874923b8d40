import { withTenant } from "@/db/tenant-transaction";
import { type CallFacts, loadCallFacts } from "@/server/calls/followups/call-facts";
import type { TranscriptCheck } from "@/server/calls/followups/contract";
import { isAmountSaid, isDaySaid } from "@/server/calls/followups/figures";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { globalIn } from "@/server/flows/reading/intents";
import { formatMoney } from "@/server/money";
import type { TenantContext } from "@/server/tenant-context";

/** Whether every promise and dispute that was written down was said: what was not goes to a person. */
export async function checkTranscript(ctx: TenantContext, of: Followup): Promise<StepOutcome> {
  const facts = await withTenant(ctx, (tx) => loadCallFacts(tx, ctx, of.callId));
  const result = compare(facts);
  if (result.verdict !== "unsupported") return { kind: "done", result };
  const unsaid = [
    ...result.promises
      .filter((promise) => !promise.isAmountSaid || !promise.isDaySaid)
      .map((promise) => `${formatMoney(promise, "en")} ${promise.dueOn}`),
    ...result.disputes.filter(({ isSaid }) => !isSaid).map(({ invoice }) => invoice),
  ];
  return { kind: "done", result, review: `Not found in what was said on the call: ${unsaid.join(", ")}` };
}

function compare(facts: CallFacts): TranscriptCheck {
  const promises = facts.promises.map((promise) => ({
    ...promise,
    isAmountSaid: isAmountSaid(facts, promise),
    isDaySaid: isDaySaid(facts, promise.dueOn),
  }));
  const disputes = facts.disputes.map(({ invoice }) => ({ invoice, isSaid: isDisputed(facts, invoice) }));
  const isAllSaid =
    promises.every((promise) => promise.isAmountSaid && promise.isDaySaid) && disputes.every(({ isSaid }) => isSaid);
  const isNothing = promises.length + disputes.length === 0;
  return { verdict: isNothing ? "nothing" : isAllSaid ? "supported" : "unsupported", promises, disputes };
}

function isDisputed({ turns }: CallFacts, invoice: string): boolean {
  return turns.some(
    ({ speaker, text }) =>
      speaker === "debtor" &&
      (globalIn(text)?.intent === "dispute" || text.toLowerCase().includes(invoice.toLowerCase())),
  );
}

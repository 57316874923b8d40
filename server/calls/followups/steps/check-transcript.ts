import { withTenant } from "@/db/tenant-transaction";
import { type CallFacts, loadCallFacts } from "@/server/calls/followups/call-facts";
import type { TranscriptCheck } from "@/server/calls/followups/contract";
import { isAmountSaid, isDaySaid } from "@/server/calls/followups/figures";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { unwrittenIn } from "@/server/calls/followups/unwritten";
import { globalIn } from "@/server/flows/reading/intents";
import { formatMoney } from "@/server/money";
import type { TenantContext } from "@/server/tenant-context";

/** Whether what was written down was said, and what was said to a person is written down: what is not goes to a person. */
export async function checkTranscript(ctx: TenantContext, of: Followup): Promise<StepOutcome> {
  const facts = await withTenant(ctx, (tx) => loadCallFacts(tx, ctx, of.callId));
  const result = compare(facts);
  const unsaid = [
    ...result.promises
      .filter((promise) => !promise.isAmountSaid || !promise.isDaySaid)
      .map((promise) => `${formatMoney(promise, "en")} ${promise.dueOn}`),
    ...result.disputes.filter(({ isSaid }) => !isSaid).map(({ invoice }) => invoice),
  ];
  const reviews = [
    ...(unsaid.length > 0 ? [`Not found in what was said on the call: ${unsaid.join(", ")}`] : []),
    ...(result.unwritten.length > 0 ? [`Said to a person on the call and not written down: ${quoted(result)}`] : []),
  ];
  return { kind: "done", result, ...(reviews.length > 0 ? { review: reviews.join("\n") } : {}) };
}

const quoted = ({ unwritten }: TranscriptCheck) => unwritten.map((words) => `“${words}”`).join(", ");

function compare(facts: CallFacts): TranscriptCheck {
  const promises = facts.promises.map((promise) => ({
    ...promise,
    isAmountSaid: isAmountSaid(facts, promise),
    isDaySaid: isDaySaid(facts, promise.dueOn),
  }));
  const disputes = facts.disputes.map(({ invoice }) => ({ invoice, isSaid: isDisputed(facts, invoice) }));
  const isAllSaid =
    promises.every((promise) => promise.isAmountSaid && promise.isDaySaid) && disputes.every(({ isSaid }) => isSaid);
  const unwritten = unwrittenIn(facts);
  const isNothing = promises.length + disputes.length === 0;
  const verdict = !isAllSaid ? "unsupported" : unwritten.length > 0 ? "unwritten" : isNothing ? "nothing" : "supported";
  return { verdict, promises, disputes, unwritten };
}

function isDisputed({ turns }: CallFacts, invoice: string): boolean {
  return turns.some(
    ({ speaker, text }) =>
      speaker === "debtor" &&
      (globalIn(text)?.intent === "dispute" || text.toLowerCase().includes(invoice.toLowerCase())),
  );
}

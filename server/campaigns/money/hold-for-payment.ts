// Nobody who has paid is chased: while a slow payment covers all that an enrollment chases, its journey stands still. Pure.
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import type { Claimed } from "@/server/campaigns/waking/claim-enrollments";
import type { HeardSignal } from "@/server/campaigns/waking/run-enrollment";
import type { Woken } from "@/server/campaigns/waking/woken";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { coveredByPayment, PAYMENT_ON_ITS_WAY, paymentCheckedAgain } from "@/server/touches/deciding/judge-money";

/**
 * What the enrollment may hear now: all, or only what takes it out of the journey. Null: it is held, and what else it
 * was told stays unread until the payment has cleared or failed.
 */
export function hearable(
  money: ChasedMoney,
  graph: ExecutableGraph,
  heard: readonly HeardSignal[],
): readonly HeardSignal[] | null {
  if (!coveredByPayment(money)) return heard;
  const leaving = heard.filter(({ kind }) => kind !== "answer" && graph.leaveOn.includes(kind));
  return leaving.length > 0 ? leaving : null;
}

/** It stays where it is, and its history says why. The payment's end wakes it before its time. */
export function held(enrollment: Claimed, zone: string, now: Date): Woken {
  const { id, debtorId, state } = enrollment;
  const until = paymentCheckedAgain(now);
  const { node: nodeId, visits } = state;
  return {
    id,
    debtorId,
    state,
    status: "waiting",
    dueAt: until,
    outcome: null,
    parkedReason: null,
    events: [
      { kind: "answered", nodeId, visit: visits[nodeId] ?? 1, verdict: "defer", code: PAYMENT_ON_ITS_WAY },
      { kind: "waits", nodeId, until: until.toISOString(), zone, why: { by: "policy", code: PAYMENT_ON_ITS_WAY } },
    ],
    signalIds: [],
  };
}

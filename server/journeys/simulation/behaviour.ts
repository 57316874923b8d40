// How a debtor tends to behave, as probabilities; what a debtor does is drawn from a seed, the debtor and the occasion,
// so that two journeys meet the same debtor with the same luck. Pure.
import { z } from "zod";

const share = z.number().min(0).max(1);

export const behaviour = z.object({
  /** Days after its due date on which an invoice is paid if nobody asks, and by how much that varies. */
  lateDays: z.number().min(-30).max(400).default(20),
  lateSpreadDays: z.number().min(0).max(200).default(10),
  /** Of the invoices: never paid unasked. */
  neverPays: share.default(0.3),
  /** Of the contacts that reach them, each: pays within a week, in part, promises, disputes, replies, opens the link. */
  paysWhenAsked: share.default(0.12),
  paysInPart: share.default(0.1),
  promises: share.default(0.05),
  keepsPromises: share.default(0.7),
  disputes: share.default(0.01),
  replies: share.default(0.04),
  opensLink: share.default(0.25),
  wantsPerson: share.default(0.01),
  optsOut: share.default(0.004),
  /** Of the calls: somebody answers, a machine does; the rest rings out or is busy. */
  answersCalls: share.default(0.35),
  machineAnswers: share.default(0.4),
  /** That the e-mail address is dead. */
  deadAddress: share.default(0),
  /** That they move house within 90 days. */
  movesHouse: share.default(0),
});
export type Behaviour = z.output<typeof behaviour>;

export const averageBehaviour: Behaviour = behaviour.parse({});

/** What is known of how a debtor paid so far. */
export type PaymentHistory = {
  /** Days after due, of each invoice that was settled. */
  lateDays: readonly number[];
  /** Invoices that are open and more than 90 days overdue. */
  longOpen: number;
  promisesKept: number;
  promisesBroken: number;
  invoices: number;
  disputes: number;
};

/** A real debtor's behaviour: their own history, pulled to the average by as much as the history is short. */
export function behaviourFrom(history: PaymentHistory): Behaviour {
  const late = [...history.lateDays].sort((a, b) => a - b);
  const middle = late[Math.floor(late.length / 2)] ?? averageBehaviour.lateDays;
  const weight = late.length / (late.length + 3);
  const spread = late.length > 1 ? (quantile(late, 0.75) - quantile(late, 0.25)) / 1.35 : 0;
  const known = late.length + history.longOpen;
  return {
    ...averageBehaviour,
    lateDays: Math.round(weight * middle + (1 - weight) * averageBehaviour.lateDays),
    lateSpreadDays: Math.round(weight * spread + (1 - weight) * averageBehaviour.lateSpreadDays),
    neverPays: shrunk(history.longOpen, known, averageBehaviour.neverPays),
    keepsPromises: shrunk(
      history.promisesKept,
      history.promisesKept + history.promisesBroken,
      averageBehaviour.keepsPromises,
    ),
    disputes: Math.min(0.3, shrunk(history.disputes, history.invoices, averageBehaviour.disputes) / 2),
  };
}

/** A rate from few cases: as if four more had behaved like the average. */
function shrunk(hits: number, of: number, average: number): number {
  return (hits + 4 * average) / (of + 4);
}

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}

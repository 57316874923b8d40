// What a signal does besides waking who hears it. Pure.
import type { SignalKind } from "@/server/journeys/graph/schema";

/** After these nothing that is still queued may leave as it was decided. */
export const cancelling: ReadonlySet<SignalKind> = new Set([
  "paid_in_full",
  "paid_in_part",
  "promise_made",
  "dispute_opened",
  "opted_out",
]);

/** These are about one touch: only the enrollment that made it hears them. */
export const ofOneTouch: ReadonlySet<SignalKind> = new Set([
  "delivered",
  "bounced",
  "call_answered",
  "call_not_answered",
]);

// Two journeys that lived through the same history, side by side. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import { localTime } from "@/server/journeys/simulation/local-time";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import type { SimulationResult } from "@/server/journeys/simulation/simulate";
import { isoDay } from "@/server/policy/wall-clock";

export type Side = {
  sent: number;
  refused: number;
  firstAt: Date | null;
  /** In order: what left, and on which of the debtor's days. */
  contacts: { at: Date; channel: Channel; nodeId: string; touch: SimulatedTouch }[];
};

export type Difference = {
  debtorId: string;
  kind: "same" | "only_draft" | "only_live" | "different";
  draft: Side;
  live: Side;
};

/** One line a debtor that either would have contacted or tried to; those that differ most come first. */
export function compareRuns(draft: SimulationResult, live: SimulationResult): Difference[] {
  const [ofDraft, ofLive] = [sidesOf(draft), sidesOf(live)];
  const ids = [...new Set([...ofDraft.keys(), ...ofLive.keys()])];
  return ids
    .map((debtorId): Difference => {
      const [one, other] = [ofDraft.get(debtorId) ?? emptySide(), ofLive.get(debtorId) ?? emptySide()];
      return { debtorId, kind: kindOf(one, other), draft: one, live: other };
    })
    .sort((a, b) => weight(b) - weight(a) || (a.debtorId < b.debtorId ? -1 : 1));
}

function kindOf(draft: Side, live: Side): Difference["kind"] {
  if (keyOf(draft) === keyOf(live)) return "same";
  if (live.sent === 0) return "only_draft";
  if (draft.sent === 0) return "only_live";
  return "different";
}

/** By when, and on which channel: a step's name may change without a difference to the debtor. */
const keyOf = (side: Side) => side.contacts.map(({ at, channel, touch }) => `${dayOf(at, touch)} ${channel}`).join("|");

const dayOf = (at: Date, touch: SimulatedTouch) => isoDay(localTime(touch.zone, at.getTime()).day);

const weight = ({ kind, draft, live }: Difference) =>
  kind === "same" ? -1 : Math.abs(draft.sent - live.sent) * 10 + draft.sent + live.sent;

function sidesOf(result: SimulationResult): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const touch of result.touches) {
    const side = sides.get(touch.debtorId) ?? emptySide();
    sides.set(touch.debtorId, side);
    if (touch.status === "refused") side.refused += 1;
    if (touch.leftAt === null) continue;
    side.sent += 1;
    side.contacts.push({ at: touch.leftAt, channel: touch.channel, nodeId: touch.nodeId, touch });
  }
  for (const side of sides.values()) {
    side.contacts.sort((a, b) => a.at.getTime() - b.at.getTime());
    side.firstAt = side.contacts[0]?.at ?? null;
  }
  return sides;
}

const emptySide = (): Side => ({ sent: 0, refused: 0, firstAt: null, contacts: [] });

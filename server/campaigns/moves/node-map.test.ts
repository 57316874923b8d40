import { describe, expect, test } from "vitest";
import { movedState, proposedMap, wrongInMap } from "@/server/campaigns/moves/node-map";
import { lineGraph, steps } from "@/server/campaigns/testing/receivables";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";

const from = lineGraph([steps.email("mail"), steps.waitDays("pause", 3), steps.sms("text")]);
const to = lineGraph([steps.email("mail"), steps.waitDays("pause", 5), steps.call("ring")]);
const waiting: EnrollmentState = {
  node: "pause",
  visits: { mail: 1 },
  status: "waiting",
  until: "2026-03-05T15:00:00.000Z",
  last: { nodeId: "mail", visit: 1 },
};

describe("moving people to another version", () => {
  test("a step that is still there keeps its debtors, a step that is gone goes nowhere", () => {
    expect(proposedMap(from, to)).toEqual({ start: "start", mail: "mail", pause: "pause", end: "end" });
    expect(movedState({ ...waiting, node: "text" }, proposedMap(from, to), from, to)).toBeNull();
  });

  test("a wait goes on as it was, and what was sent counts as sent", () => {
    expect(movedState(waiting, proposedMap(from, to), from, to)).toEqual({ state: waiting, dueNow: false });
  });

  test("at a step of another kind it begins anew", () => {
    const moved = movedState(waiting, { pause: "ring" }, from, to);
    expect(moved).toEqual({
      state: { node: "ring", visits: { mail: 1 }, status: "at_node", last: { nodeId: "mail", visit: 1 } },
      dueNow: true,
    });
  });

  test("a step that was renamed takes its visits with it, so that its touch keeps its number", () => {
    const moved = movedState({ ...waiting, visits: { mail: 2 } }, { pause: "pause", mail: "ring" }, from, to);
    expect(moved?.state).toMatchObject({ visits: { ring: 2 }, last: { nodeId: "ring", visit: 1 } });
  });

  test("a map into an exit or to a step that is not there is refused", () => {
    expect(wrongInMap({ pause: "end", mail: "mail", text: "nowhere", ghost: "mail" }, from, to)).toEqual([
      "pause",
      "text",
      "ghost",
    ]);
  });
});

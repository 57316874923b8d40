import fc from "fast-check";
import { expect, test } from "vitest";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { expandLadder } from "@/server/journeys/graph/edits/expand-ladder";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftGraph, SignalKind } from "@/server/journeys/graph/schema";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { Input } from "@/server/journeys/interpreter/state";
import { someFacts } from "@/server/journeys/testing/random-graph";

const position = { x: 0, y: 0 };
const body = textToBody("{{balance}} is open.");

function withLadder(attempts: number, hours: number[], stopOn: SignalKind[]): DraftGraph {
  return {
    schemaVersion: 2,
    leaveOn: ["paid_in_full"],
    nodes: [
      { id: "start", kind: "start", position },
      {
        id: "ladder",
        kind: "ladder",
        position: { x: 0, y: 140 },
        channel: "sms",
        attempts,
        delays: hours.map((amount) => ({ amount, unit: "hours" })),
        stopOn,
        messages: [{ body }],
      },
      { id: "over", kind: "exit", position, outcome: "exhausted" },
      ...(stopOn.length > 0 ? [{ id: "stopped", kind: "exit" as const, position, outcome: "stopped" }] : []),
    ],
    edges: [
      { id: "1", from: "start", port: "next", to: "ladder" },
      { id: "2", from: "ladder", port: "next", to: "over" },
      ...stopOn.map((signal) => ({ id: signal, from: "ladder", port: signal, to: "stopped" })),
    ],
  };
}

/** When each message leaves, and how it ends, when everything is allowed and the signal comes after so many hours. */
function story(draft: DraftGraph, facts: EnrollmentFacts, signal: SignalKind, afterHours: number) {
  const validation = validateGraph(draft);
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  const start = Date.parse("2026-03-02T15:00:00Z");
  const heardAt = start + afterHours * 3_600_000;
  let state = initialState(validation.graph);
  let now = start;
  let heard = false;
  const sent: number[] = [];
  let input: Input = { kind: "wake" };
  while (state.status !== "done") {
    const step = advance(validation.graph, state, facts, input, new Date(now));
    state = step.state;
    const [command] = step.commands;
    input = { kind: "wake" };
    if (command?.kind === "touch") {
      sent.push(now);
      input = { kind: "verdict", verdict: "allow" };
    }
    if (command?.kind === "wait") {
      const until = command.until.getTime();
      if (!heard && heardAt < until) {
        heard = true;
        now = heardAt;
        input = { kind: "signal", signal };
      } else now = until;
    }
  }
  return { sent, outcome: state.outcome };
}

test("the single steps do what the ladder did: the same messages at the same times, the same way out", () => {
  const stops = fc.uniqueArray(fc.constantFrom<SignalKind>("replied", "link_opened"), { maxLength: 2 });
  const ladders = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 1, max: 48 }), { minLength: 5, maxLength: 5 }))
    .chain(([attempts, hours]) =>
      fc.boolean().map((same): [number, number[]] => [attempts, same ? hours.slice(0, 1) : hours.slice(0, attempts)]),
    );
  fc.assert(
    fc.property(ladders, stops, someFacts, fc.nat(200), ([attempts, hours], stopOn, facts, after) => {
      const draft = withLadder(attempts, hours, stopOn);
      const expanded = expandLadder(draft, "ladder");
      expect(expanded.nodes.some((node) => node.kind === "ladder")).toBe(false);
      const owing = { ...facts, balances: [{ currency: "USD", openMinor: 100, overdueMinor: 100 }] };
      expect(story(expanded, owing, "replied", after)).toEqual(story(draft, owing, "replied", after));
    }),
  );
});

test("what led to the ladder, by connection or by jump, leads to the first step; an incomplete one stays", () => {
  const draft = withLadder(2, [24], []);
  const jumping: DraftGraph = {
    ...draft,
    nodes: [...draft.nodes, { id: "jump", kind: "go_to", position, target: "ladder" }],
  };
  const expanded = expandLadder(jumping, "ladder");
  const jump = expanded.nodes.find((node) => node.id === "jump");
  expect(jump).toMatchObject({ target: "branch_1" });
  expect(expanded.edges).toContainEqual({ id: "1", from: "start", port: "next", to: "branch_1" });
  const incomplete = {
    ...draft,
    nodes: draft.nodes.map((node) => (node.kind === "ladder" ? { ...node, channel: undefined } : node)),
  };
  expect(expandLadder(incomplete, "ladder")).toBe(incomplete);
});

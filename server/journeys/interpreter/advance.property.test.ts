import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExecutableGraph, type SignalKind, signalKinds } from "@/server/journeys/graph/schema";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { EnrollmentState, Input, Step } from "@/server/journeys/interpreter/state";
import { leaveOn, someFacts, validGraph } from "@/server/journeys/testing/random-graph";

type Happening =
  | { kind: "time"; hours: number }
  | { kind: "signal"; signal: SignalKind; cancelLast: boolean }
  | { kind: "policy"; verdict: "allow" | "deny" | "defer" };

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("time" as const), hours: fc.integer({ min: 0, max: 800 }) }),
    fc.record({
      kind: fc.constant("signal" as const),
      signal: fc.constantFrom(...signalKinds),
      cancelLast: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("policy" as const), verdict: fc.constantFrom("allow", "deny", "defer") }),
  ),
  { maxLength: 60 },
);

/** The shell in small: wakes, signals, and a policy that answers as told. */
function live(graph: ExecutableGraph, facts: EnrollmentFacts, story: Happening[]) {
  let now = new Date("2026-03-02T15:00:00Z");
  let state = initialState(graph);
  let verdict: "allow" | "deny" | "defer" = "allow";
  const made: string[] = [];
  const steps: Step[] = [];
  const feed = (first: Input) => {
    for (let input: Input | undefined = first; input; ) {
      const step = advance(graph, state, facts, input, now);
      steps.push(step);
      state = step.state;
      input = undefined;
      const touch = step.commands.find((command) => command.kind === "touch");
      if (!touch) continue;
      if (verdict === "allow") made.push(`${touch.nodeId}:${touch.visit}`);
      input = { kind: "verdict", verdict, code: verdict, until: new Date(now.getTime() + 3_600_000) };
    }
  };
  feed({ kind: "wake" });
  for (const event of story) {
    if (event.kind === "policy") verdict = event.verdict;
    if (event.kind === "time") {
      now = new Date(now.getTime() + event.hours * 3_600_000);
      feed({ kind: "wake" });
    }
    if (event.kind === "signal") {
      const cancelled = event.cancelLast && state.last ? [state.last] : [];
      feed({ kind: "signal", signal: event.signal, data: { cancelled } });
    }
  }
  return { state, made, steps };
}

const lives = fc.tuple(validGraph, someFacts, happenings);
const owing = (facts: EnrollmentFacts): EnrollmentFacts => ({
  ...facts,
  balances: [{ currency: "USD", openMinor: 100, overdueMinor: 100 }],
});

test("an enrollment always comes to rest: it waits, or it is done", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { state, steps } = live(graph, facts, story);
      expect(["waiting", "done"]).toContain(state.status);
      expect(steps.flatMap((step) => step.commands).some((command) => command.kind === "park")).toBe(false);
    }),
  );
});

test("a step is never sent twice for one visit", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { made } = live(graph, owing(facts), story);
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});

test("nothing is sent, and nothing changes, after the exit", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { steps } = live(graph, facts, story);
      const exit = steps.findIndex((step) => step.state.status === "done");
      if (exit < 0) return;
      for (const step of steps.slice(exit + 1)) {
        expect(step).toEqual({ state: steps[exit]?.state, commands: [], effects: [], events: [] });
      }
    }),
  );
});

test("a signal that the journey leaves on ends it, wherever the debtor stands", () => {
  fc.assert(
    fc.property(lives, fc.constantFrom(...leaveOn), ([graph, facts, story], signal) => {
      const { state } = live(graph, facts, [...story, { kind: "signal", signal, cancelLast: false }]);
      expect(state.status).toBe("done");
    }),
  );
});

test("who owes nothing is never contacted and leaves as paid", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { state, made } = live(graph, { ...facts, balances: [] }, story);
      expect(made).toEqual([]);
      expect(state).toMatchObject({ status: "done" });
    }),
  );
});

test("the same inputs give the same states, and a state survives being stored as JSON", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { state, steps } = live(graph, facts, story);
      expect(live(graph, facts, story).steps).toEqual(steps);
      const stored = JSON.parse(JSON.stringify(state)) as EnrollmentState;
      const now = new Date("2030-01-01T00:00:00Z");
      expect(advance(graph, stored, facts, { kind: "wake" }, now)).toEqual(
        advance(graph, state, facts, { kind: "wake" }, now),
      );
    }),
  );
});

test("any input at any state of any step answers without throwing", () => {
  const states = fc.tuple(validGraph, someFacts, fc.nat(), fc.constantFrom("at_node", "waiting", "awaiting_verdict"));
  fc.assert(
    fc.property(
      states,
      fc.constantFrom<Input>(
        { kind: "wake" },
        { kind: "signal", signal: "replied" },
        { kind: "verdict", verdict: "defer" },
      ),
      ([graph, facts, at, status], input) => {
        const node = graph.nodes[at % graph.nodes.length]?.id ?? "";
        const step = advance(
          graph,
          { node, visits: {}, status } as EnrollmentState,
          facts,
          input,
          new Date("2026-05-05T00:00:00Z"),
        );
        expect(step.commands).toHaveLength(1);
      },
    ),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExecutableGraph, type SignalKind, signalKinds } from "@/server/journeys/graph/schema";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { EnrollmentState, Input, Step } from "@/server/journeys/interpreter/state";
import { eventNames, leaveOn, someFacts, validGraph } from "@/server/journeys/testing/random-graph";

type Happening =
  | { kind: "time"; hours: number }
  | { kind: "signal"; signal: SignalKind; event?: string; cancelLast: boolean }
  | { kind: "policy"; verdict: "allow" | "deny" | "defer" }
  /** `late`: of a visit that is over. */
  | { kind: "answer"; answer: "yes" | "no"; late: boolean };

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("time" as const), hours: fc.integer({ min: 0, max: 800 }) }),
    fc.record({
      kind: fc.constant("signal" as const),
      signal: fc.constantFrom(...signalKinds),
      event: fc.constantFrom(...eventNames, "another"),
      cancelLast: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("answer" as const),
      answer: fc.constantFrom("yes" as const, "no" as const),
      late: fc.boolean(),
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
  const inputs: [Input, Date][] = [];
  const feed = (first: Input) => {
    for (let input: Input | undefined = first; input; ) {
      const step = advance(graph, state, facts, input, now);
      inputs.push([input, now]);
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
    if (event.kind === "answer") {
      const visit = (state.visits[state.node] ?? 1) - (event.late ? 1 : 0);
      feed({ kind: "answer", nodeId: state.node, visit, answer: event.answer, kept: { hold: true, score: 7 } });
    }
    if (event.kind === "signal") {
      const cancelled = event.cancelLast && state.last ? [state.last] : [];
      feed({ kind: "signal", signal: event.signal, data: { cancelled, event: event.event } });
    }
  }
  return { state, made, steps, inputs };
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

test("whatever a step does beside contacting, it does once a visit", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const done = live(graph, owing(facts), story).steps.flatMap((step) => step.effects);
      const keys = done.map((effect) => `${effect.kind}:${effect.nodeId}:${effect.visit}`);
      expect(new Set(keys).size).toBe(keys.length);
      const answered = done.filter(({ kind }) => kind === "settle_fees" || kind === "withdraw_question");
      const endings = answered.map(({ nodeId, visit }) => `${nodeId}:${visit}`);
      expect(new Set(endings).size).toBe(endings.length);
    }),
  );
});

test("a debtor stays in its group of a split, however often it comes by", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const arms = new Map<string, string>();
      for (const event of live(graph, facts, story).steps.flatMap((step) => step.events)) {
        if (event.kind !== "split") continue;
        expect(arms.get(event.nodeId) ?? event.arm).toBe(event.arm);
        arms.set(event.nodeId, event.arm);
      }
    }),
  );
});

test("replaying what was heard gives the same states, effects and history", () => {
  fc.assert(
    fc.property(lives, ([graph, facts, story]) => {
      const { inputs, steps } = live(graph, facts, story);
      let state = initialState(graph);
      const again = inputs.map(([input, now]) => {
        const step = advance(graph, JSON.parse(JSON.stringify(state)) as EnrollmentState, facts, input, now);
        state = step.state;
        return step;
      });
      expect(JSON.stringify(again)).toBe(JSON.stringify(steps));
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
        { kind: "answer", nodeId: "n0", visit: 1, answer: "yes" },
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

import { expect, test } from "vitest";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { Input } from "@/server/journeys/interpreter/state";

const position = { x: 0, y: 0 };
const body = textToBody("{{balance}} is open.");
/** start → email → wait for a reply (2 days) → replied: exit "talking"; timeout: sms → wait 1 day → back to sms. */
const graph: ExecutableGraph = {
  schemaVersion: 2,
  leaveOn: ["paid_in_full", "opted_out"],
  nodes: [
    { id: "start", kind: "start", position },
    { id: "email", kind: "send_email", position, subject: body, body },
    { id: "listen", kind: "wait_for_signal", position, signals: ["replied"], timeout: { amount: 2, unit: "days" } },
    { id: "sms", kind: "send_sms", position, body },
    { id: "rest", kind: "wait", position, until: { by: "duration", duration: { amount: 1, unit: "days" } } },
    { id: "talking", kind: "exit", position, outcome: "talking" },
  ],
  edges: [
    { id: "1", from: "start", port: "next", to: "email" },
    { id: "2", from: "email", port: "next", to: "listen" },
    { id: "3", from: "listen", port: "replied", to: "talking" },
    { id: "4", from: "listen", port: "timeout", to: "sms" },
    { id: "5", from: "sms", port: "next", to: "rest" },
    { id: "6", from: "rest", port: "next", to: "sms" },
  ],
};
const facts: EnrollmentFacts = {
  enrollmentId: "e1",
  balances: [{ currency: "USD", openMinor: 100, overdueMinor: 100 }],
  invoiceCount: 1,
  oldestDueOn: null,
  debtorKind: "company",
  country: "US",
  zone: "America/Chicago",
  reachable: { email: true, sms: true, voice: true },
  tags: [],
  disputed: false,
};
const monday = new Date("2026-03-02T15:00:00Z");
const hours = (count: number) => new Date(monday.getTime() + count * 3_600_000);
const allow: Input = { kind: "verdict", verdict: "allow" };

function after(inputs: [Input, Date][], withFacts = facts) {
  return inputs.reduce((step, [input, now]) => advance(graph, step.state, withFacts, input, now), {
    state: initialState(graph),
    commands: [],
    effects: [],
    events: [],
  } as ReturnType<typeof advance>);
}
const listening: [Input, Date][] = [
  [{ kind: "wake" }, monday],
  [allow, monday],
];

test("a sending step asks first, and goes on once allowed", () => {
  expect(after([[{ kind: "wake" }, monday]])).toMatchObject({
    state: { node: "email", status: "awaiting_verdict" },
    commands: [{ kind: "touch", nodeId: "email", visit: 1, channel: "email", content: { subject: body, body } }],
  });
  expect(after(listening)).toMatchObject({
    state: { node: "listen", status: "waiting", last: { nodeId: "email", visit: 1 } },
    commands: [{ kind: "wait", until: hours(48) }],
  });
});

test("a deferred step waits where it is and asks again for the same visit", () => {
  const deferred: [Input, Date][] = [
    [{ kind: "wake" }, monday],
    [{ kind: "verdict", verdict: "defer", until: hours(8), code: "QUIET_HOURS" }, monday],
  ];
  expect(after(deferred)).toMatchObject({
    state: { node: "email", status: "waiting" },
    commands: [{ until: hours(8) }],
  });
  expect(after([...deferred, [{ kind: "wake" }, hours(7)]]).commands).toEqual([{ kind: "wait", until: hours(8) }]);
  expect(after([...deferred, [{ kind: "wake" }, hours(8)]]).commands).toMatchObject([{ nodeId: "email", visit: 1 }]);
});

test("a denied step is written down and strands nobody", () => {
  const denied = after([
    [{ kind: "wake" }, monday],
    [{ kind: "verdict", verdict: "deny", code: "NO_CONSENT" }, monday],
  ]);
  expect(denied.state).toMatchObject({ node: "listen", status: "waiting" });
  expect(denied.state.last).toBeUndefined();
  expect(denied.events).toContainEqual({
    kind: "answered",
    nodeId: "email",
    visit: 1,
    verdict: "deny",
    code: "NO_CONSENT",
  });
});

test("the awaited signal takes its path, another one changes nothing, silence takes the time-out", () => {
  const replied: Input = { kind: "signal", signal: "replied" };
  expect(after([...listening, [replied, hours(1)]]).state).toMatchObject({ status: "done", outcome: "talking" });
  const opened: Input = { kind: "signal", signal: "link_opened" };
  expect(after([...listening, [opened, hours(1)]]).commands).toEqual([{ kind: "wait", until: hours(48) }]);
  expect(after([...listening, [{ kind: "wake" }, hours(48)]]).state.node).toBe("sms");
});

test("a loop sends again, as another visit", () => {
  const first: [Input, Date][] = [...listening, [{ kind: "wake" }, hours(48)], [allow, hours(48)]];
  expect(after([...first, [{ kind: "wake" }, hours(72)]]).commands).toMatchObject([{ nodeId: "sms", visit: 2 }]);
});

test("paying in full and owing nothing both leave as paid", () => {
  expect(after([...listening, [{ kind: "signal", signal: "paid_in_full" }, hours(1)]]).state.outcome).toBe("paid");
  expect(after([[{ kind: "wake" }, monday]], { ...facts, balances: [] }).state.outcome).toBe("paid");
});

test("a part payment that cancelled the touch decides its step anew; one that cancelled nothing lets the wait stand", () => {
  const part = (cancelled: { nodeId: string; visit: number }[]): Input => {
    return { kind: "signal", signal: "paid_in_part", data: { cancelled } };
  };
  expect(after([...listening, [part([{ nodeId: "email", visit: 1 }]), hours(1)]]).commands).toMatchObject([
    { kind: "touch", nodeId: "email", visit: 2 },
  ]);
  expect(after([...listening, [part([]), hours(1)]]).commands).toEqual([{ kind: "wait", until: hours(48) }]);
});

test("a day of waiting is the same wall-clock time tomorrow, across a clock change", () => {
  const beforeDst = new Date("2026-03-07T15:00:00Z");
  const step = advance(graph, { node: "sms", visits: { sms: 1 }, status: "awaiting_verdict" }, facts, allow, beforeDst);
  expect(step.commands).toEqual([{ kind: "wait", until: new Date("2026-03-08T14:00:00Z") }]);
});

test("a graph that was never validated parks instead of failing", () => {
  const broken = { ...graph, edges: graph.edges.slice(1) };
  expect(advance(broken, initialState(graph), facts, { kind: "wake" }, monday).commands).toEqual([
    { kind: "park", reason: "edge_missing" },
  ]);
  const spinning: ExecutableGraph = {
    ...graph,
    nodes: [{ id: "start", kind: "start", position }],
    edges: [{ id: "1", from: "start", port: "next", to: "start" }],
  };
  expect(advance(spinning, initialState(spinning), facts, { kind: "wake" }, monday).commands).toEqual([
    { kind: "park", reason: "endless" },
  ]);
});

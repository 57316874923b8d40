// Random journeys for property tests: valid by construction, and the same with one thing broken.
import fc from "fast-check";
import { signalLacks } from "@/server/journeys/graph/availability";
import { alwaysRests } from "@/server/journeys/graph/checks/jumps";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { textToBody } from "@/server/journeys/graph/message-text";
import { portsOf } from "@/server/journeys/graph/ports";
import {
  type DraftGraph,
  type DraftNode,
  type Edge,
  type ExecutableGraph,
  type SignalKind,
  signalKinds,
} from "@/server/journeys/graph/schema";
import type { WaitUntil } from "@/server/journeys/graph/settings";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";

const position = { x: 0, y: 0 };
const body = textToBody("Hello {{contact.name}}, {{balance}} is open.");
const duration = fc.record({
  amount: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom("minutes" as const, "hours" as const, "days" as const, "weeks" as const),
});

/** Signals that steps may wait for: those that random journeys do not leave by. */
export const leaveOn: SignalKind[] = ["paid_in_full", "opted_out", "dispute_opened"];
const signal: fc.Arbitrary<SignalKind> = fc.constantFrom(
  ...signalKinds.filter((kind) => !leaveOn.includes(kind) && !signalLacks(kind)),
);
/** Events through the API that random journeys wait for by name. */
export const eventNames = ["pod_received", "load.cancelled"];
const stops = fc.uniqueArray(signal, { maxLength: 2 });

const until = fc.oneof(
  duration.map((length): WaitUntil => ({ by: "duration", duration: length })),
  fc.constant<WaitUntil>({ by: "date", date: "2026-03-20", time: "09:00" }),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 })
    .map((weekdays): WaitUntil => ({ by: "weekday", weekdays, time: "08:30" })),
  fc.constant<WaitUntil>({ by: "business_hours", from: "09:00", to: "17:00" }),
  fc.record({
    by: fc.constant("relative" as const),
    to: fc.constantFrom("due_date" as const, "promise_date" as const),
    days: fc.integer({ min: -30, max: 90 }),
    time: fc.constant("10:00"),
  }),
);
const channel = fc.constantFrom("email" as const, "sms" as const, "voice" as const);

/** Every kind of step that can be published, `next` being the step after it. */
function nodeOf(id: string, next: string): fc.Arbitrary<DraftNode> {
  const common = { id, position };
  const hook = { ...common, kind: "webhook" as const, url: "https://hooks.example.com/x", keep: ["hold", "score"] };
  return fc.oneof(
    fc.constant<DraftNode>({ ...common, kind: "send_email", subject: body, body }),
    fc.constant<DraftNode>({ ...common, kind: "send_sms", body }),
    fc.constant<DraftNode>({ ...common, kind: "place_call", script: body }),
    fc.tuple(channel, fc.integer({ min: 1, max: 4 }), duration, stops).map(
      ([on, attempts, delay, stopOn]): DraftNode => ({
        ...common,
        kind: "ladder",
        channel: on,
        attempts,
        delays: [delay],
        stopOn,
        messages: [{ subject: body, body }],
      }),
    ),
    until.map((when): DraftNode => ({ ...common, kind: "wait", until: when })),
    fc.tuple(duration, fc.uniqueArray(signal, { minLength: 1, maxLength: 3 }), fc.subarray(eventNames)).map(
      ([timeout, signals, apiEvents]): DraftNode => ({
        ...common,
        kind: "wait_for_signal",
        timeout,
        signals,
        apiEvents,
      }),
    ),
    fc.integer({ min: 0, max: 60 }).map(
      (days): DraftNode => ({
        ...common,
        kind: "branch",
        paths: [
          { id: "late", label: "Late", when: { all: [{ fact: "oldest_overdue_days", op: "at_least", value: days }] } },
          { id: "tagged", label: "Tagged", when: { any: [{ fact: "tags", op: "has_any", values: ["seen"] }] } },
        ],
      }),
    ),
    fc.constant<DraftNode>({
      ...common,
      kind: "split",
      arms: [
        { id: "held", label: "Held", weight: 20, holdout: true },
        { id: "rest", label: "Rest", weight: 80 },
      ],
    }),
    fc.constant<DraftNode>({ ...common, kind: "choose_channel", channels: ["sms", "email"] }),
    duration.map((timeout): DraftNode => ({ ...common, kind: "approve", question: body, timeout })),
    fc.constant<DraftNode>({ ...common, kind: "notify_team", way: { by: "product" }, message: body }),
    fc.constant<DraftNode>({ ...common, kind: "update", changes: [{ do: "add_tag", tag: "seen" }] }),
    fc.option(duration, { nil: undefined }).map(
      (confirmWithin): DraftNode => ({
        ...common,
        kind: "late_fee",
        basis: { by: "own", annualPercent: 12, fixedMinor: 500, currency: "USD" },
        ...(confirmWithin && { confirmWithin }),
      }),
    ),
    fc.constant<DraftNode>(hook),
    fc.constant<DraftNode>({ ...common, kind: "go_to", target: next }),
  );
}

/** Valid ones, with loops: forward edges keep every step reachable and ending, some ports lead back to a wait. */
export const validGraph: fc.Arbitrary<ExecutableGraph> = fc
  .integer({ min: 1, max: 10 })
  .chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `n${index}`);
    return fc.tuple(fc.tuple(...ids.map((id, at) => nodeOf(id, ids[at + 1] ?? "exit"))), fc.infiniteStream(fc.nat()));
  })
  .map(([inner, numbers]) => {
    const nodes = withEnds(inner);
    const edges: Edge[] = [];
    nodes.forEach((node, index) => {
      portsOf(node).forEach((port, which, all) => {
        const [to] = which === all.length - 1 ? [nodes[index + 1]] : [elsewhere(nodes, index, numbers)];
        if (to) edges.push({ id: `${node.id}-${port}`, from: node.id, port, to: to.id });
      });
    });
    const validation = validateGraph({ schemaVersion: 2, leaveOn, nodes, edges });
    if (!validation.ok) throw new Error(`not valid by construction: ${JSON.stringify(validation.problems)}`);
    return validation.graph;
  });

/** A valid one with a connection bent to another step, or cut: it may still be valid. */
export const bentDraft: fc.Arbitrary<DraftGraph> = fc
  .tuple(validGraph, fc.nat(), fc.nat(), fc.boolean())
  .map(([graph, which, target, cut]) => {
    const bent = which % graph.edges.length;
    const to = graph.nodes[target % graph.nodes.length]?.id ?? "start";
    const edges = graph.edges.flatMap((edge, at) => (at !== bent ? [edge] : cut ? [] : [{ ...edge, to }]));
    return { ...graph, edges };
  });

function elsewhere(nodes: DraftNode[], index: number, numbers: Iterator<number>): DraftNode | undefined {
  const allowed = nodes.filter((node, at) => at > index || (node.kind !== "start" && alwaysRests(node)));
  const number = numbers.next();
  return allowed[(number.done ? 0 : number.value) % allowed.length];
}

function withEnds(nodes: DraftNode[]): DraftNode[] {
  return [
    { id: "start", kind: "start", position },
    ...nodes,
    { id: "exit", kind: "exit", position, outcome: "finished" },
  ];
}

const responses = fc.record({ sent: fc.nat(9), answered: fc.nat(4) });

export const someFacts: fc.Arbitrary<EnrollmentFacts> = fc.record({
  enrollmentId: fc.uuid(),
  balances: fc.array(
    fc.record({
      currency: fc.constantFrom("USD", "EUR"),
      openMinor: fc.integer({ min: 0, max: 10_000 }),
      overdueMinor: fc.constant(0),
    }),
    { maxLength: 2 },
  ),
  invoiceCount: fc.nat(20),
  oldestDueOn: fc.constantFrom(null, "2026-01-15", "2026-12-31"),
  debtorKind: fc.constantFrom("company" as const, "sole_trader" as const, "consumer" as const),
  country: fc.constantFrom(null, "US", "IN"),
  zone: fc.constantFrom("America/Chicago", "Asia/Kolkata", "Europe/Berlin", "Pacific/Apia"),
  reachable: fc.record({ email: fc.boolean(), sms: fc.boolean(), voice: fc.boolean() }),
  tags: fc.constant([]),
  disputed: fc.boolean(),
  promises: fc.record({ broken: fc.nat(2), openDueOn: fc.constantFrom(null, "2026-03-25") }),
  responses: fc.record({ email: responses, sms: responses, voice: responses }),
  fees: fc.array(
    fc.record({
      invoiceId: fc.uuid(),
      currency: fc.constantFrom("USD", "EUR"),
      openMinor: fc.integer({ min: 1, max: 5_000_000 }),
      dueOn: fc.constantFrom("2025-11-01", "2026-02-14"),
      chargedUntil: fc.constantFrom(null, "2026-02-20"),
      chargedMinor: fc.nat(1_000),
      fixedCharged: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});

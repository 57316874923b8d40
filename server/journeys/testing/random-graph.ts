// Random journeys for property tests: valid by construction, and the same with one thing broken.
import fc from "fast-check";
import { signalLacks } from "@/server/journeys/graph/availability";
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
import { validateGraph } from "@/server/journeys/graph/validate";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";

const position = { x: 0, y: 0 };
const body = textToBody("Hello {{contact.name}}, {{balance}} is open.");
const duration = fc.record({
  amount: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom("minutes" as const, "hours" as const, "days" as const, "weeks" as const),
});

function nodeOf(id: string): fc.Arbitrary<DraftNode> {
  const common = { id, position };
  return fc.oneof(
    fc.constant<DraftNode>({ ...common, kind: "send_email", subject: body, body }),
    fc.constant<DraftNode>({ ...common, kind: "send_sms", body }),
    fc.constant<DraftNode>({ ...common, kind: "place_call", script: body }),
    duration.map((length): DraftNode => ({ ...common, kind: "wait", until: { by: "duration", duration: length } })),
    fc
      .tuple(duration, fc.uniqueArray(signal, { minLength: 1, maxLength: 3 }))
      .map(([timeout, signals]): DraftNode => ({ ...common, kind: "wait_for_signal", timeout, signals })),
    fc.integer({ min: 0, max: 60 }).map(
      (days): DraftNode => ({
        ...common,
        kind: "branch",
        paths: [
          { id: "late", label: "Late", when: { all: [{ fact: "oldest_overdue_days", op: "at_least", value: days }] } },
        ],
      }),
    ),
  );
}

/** Signals that steps may wait for: those that random journeys do not leave by. */
export const leaveOn: SignalKind[] = ["paid_in_full", "opted_out", "dispute_opened"];
const signal = fc.constantFrom(...signalKinds.filter((kind) => !leaveOn.includes(kind) && !signalLacks(kind)));

/** Valid ones, with loops: forward edges keep every step reachable and ending, some ports lead back to a wait. */
export const validGraph: fc.Arbitrary<ExecutableGraph> = fc
  .integer({ min: 1, max: 10 })
  .chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `n${index}`);
    return fc.tuple(fc.tuple(...ids.map(nodeOf)), fc.infiniteStream(fc.nat()));
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
  const allowed = nodes.filter((node, at) => at > index || node.kind === "wait" || node.kind === "wait_for_signal");
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
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProblemCode } from "@/server/journeys/graph/checks/problems";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";
import { advance, initialState } from "@/server/journeys/interpreter/advance";
import { bentDraft, someFacts } from "@/server/journeys/testing/random-graph";
import { propertyRuns } from "@/server/testing/property-runs";

const position = { x: 0, y: 0 };
const sms: DraftNode = {
  id: "sms",
  kind: "send_sms",
  position,
  body: textToBody("{{balance}} Reply STOP to opt out."),
};
const good: DraftGraph = {
  schemaVersion: 2,
  leaveOn: ["paid_in_full"],
  nodes: [{ id: "start", kind: "start", position }, sms, { id: "exit", kind: "exit", position, outcome: "done" }],
  edges: [
    { id: "1", from: "start", port: "next", to: "sms" },
    { id: "2", from: "sms", port: "next", to: "exit" },
  ],
};

function codes(draft: DraftGraph): ProblemCode[] {
  const validation = validateGraph(draft);
  return validation.ok ? [] : validation.problems.map((problem) => problem.code);
}
const withNode = (node: DraftNode): DraftGraph => ({
  ...good,
  nodes: good.nodes.map((old) => (old.id === "sms" ? { ...node, id: "sms" } : old)),
});

test("a complete journey is executable as it stands", () => {
  expect(validateGraph(good)).toEqual({ ok: true, graph: good });
});

test("each thing wrong with the whole is named", () => {
  expect(codes({ ...good, nodes: [], edges: [] })).toEqual(["start_missing", "exit_missing"]);
  expect(codes({ ...good, nodes: [...good.nodes, { id: "start2", kind: "start", position }] })).toContain(
    "start_twice",
  );
  expect(codes({ ...good, nodes: [...good.nodes, sms] })).toContain("duplicate_node");
  expect(codes({ ...good, nodes: [...good.nodes, { ...sms, id: "lost" }] })).toEqual(["port_open", "unreachable"]);
  expect(codes({ ...good, edges: good.edges.slice(0, 1) })).toContain("port_open");
  const edge = { id: "3", from: "sms", port: "next", to: "exit" };
  expect(codes({ ...good, edges: [...good.edges, edge] })).toEqual(["port_taken"]);
  expect(codes({ ...good, edges: [...good.edges, { ...edge, port: "sideways" }] })).toEqual(["port_unknown"]);
  expect(codes({ ...good, edges: [...good.edges, { ...edge, from: "gone" }] })).toEqual(["edge_dangling"]);
});

test("a loop without a wait, one without a way out, and one back to the start are refused", () => {
  const branch: DraftNode = {
    id: "sms",
    kind: "branch",
    position,
    paths: [{ id: "again", label: "Again", when: { all: [{ fact: "invoice_count", op: "at_least", value: 1 }] } }],
  };
  const edges = [
    { id: "1", from: "start", port: "next", to: "sms" },
    { id: "2", from: "sms", port: "else", to: "exit" },
  ];
  const again = (to: string) => [...edges, { id: "3", from: "sms", port: "again", to }];
  expect(codes({ ...withNode(branch), edges: again("sms") })).toEqual(["loop_without_wait"]);
  expect(codes({ ...withNode(branch), edges: again("start") })).toContain("edge_into_start");
  const wait: DraftNode = {
    id: "wait",
    kind: "wait",
    position,
    until: { by: "duration", duration: { amount: 1, unit: "days" } },
  };
  const looped = { ...withNode(branch), nodes: [...withNode(branch).nodes, wait] };
  const back = { id: "4", from: "wait", port: "next", to: "sms" };
  expect(codes({ ...looped, edges: [...again("wait"), back] })).toEqual([]);
  expect(codes({ ...looped, edges: [...again("wait"), { ...back, to: "wait" }] })).toContain("never_ends");
});

test("each setting that a step still lacks is named", () => {
  const common = { id: "sms", position };
  expect(codes(withNode({ ...common, kind: "send_email" }))).toEqual(["setting_missing", "setting_missing"]);
  expect(codes(withNode({ ...common, kind: "send_sms", body: textToBody("  ") }))).toEqual(["setting_missing"]);
  expect(codes(withNode({ ...common, kind: "place_call" }))).toEqual(["setting_missing"]);
  expect(codes(withNode({ ...common, kind: "wait" }))).toEqual(["setting_missing"]);
  expect(codes(withNode({ ...common, kind: "branch" }))).toContain("setting_missing");
  const listening: DraftNode = { ...common, kind: "wait_for_signal", signals: ["paid_in_full"] };
  expect(codes(withNode(listening))).toEqual(expect.arrayContaining(["setting_missing", "signal_leaves"]));
});

test("a variable that messages do not know is refused, and a link cannot be spoken", () => {
  const text = textToBody("Pay {{balanse}}");
  expect(codes(withNode({ ...sms, kind: "send_sms", body: text } as DraftNode))).toEqual(["variable_unknown"]);
  const script = textToBody("Go to {{pay_link}}");
  expect(codes(withNode({ id: "sms", kind: "place_call", position, script }))).toEqual(["variable_not_spoken"]);
  const long = textToBody("x".repeat(460));
  expect(codes(withNode({ id: "sms", kind: "send_sms", position, body: long }))).toEqual(["sms_too_long"]);
});

test("a connection bent at random is refused, or the journey still never parks", () => {
  fc.assert(
    fc.property(bentDraft, someFacts, (draft, facts) => {
      const validation = validateGraph(draft);
      if (!validation.ok) return;
      const step = advance(validation.graph, initialState(validation.graph), facts, { kind: "wake" }, new Date(0));
      expect(step.commands.map((command) => command.kind)).not.toContain("park");
    }),
    { numRuns: propertyRuns(500) },
  );
});

test("an event through the API needs a name that can come, in a start as in a wait", () => {
  const begins = (event: string): DraftGraph => ({
    ...good,
    nodes: good.nodes.map((node) => (node.kind === "start" ? { ...node, trigger: { on: "api_event", event } } : node)),
  });
  expect(codes(begins("pod_received"))).toEqual([]);
  expect(codes(begins(" "))).toEqual(["setting_missing"]);
  expect(codes(begins("POD received"))).toEqual(["event_invalid"]);

  const waits = (apiEvents: string[], leaveOn: DraftGraph["leaveOn"] = ["paid_in_full"]): DraftGraph => ({
    ...withNode({
      id: "sms",
      kind: "wait_for_signal",
      position,
      signals: [],
      apiEvents,
      timeout: { amount: 3, unit: "days" },
    }),
    leaveOn,
    edges: [
      ...good.edges.filter((edge) => edge.from === "start"),
      ...[...new Set(apiEvents.map((event) => `event:${event}`)), "timeout"].map((port) => ({
        id: port,
        from: "sms",
        port,
        to: "exit",
      })),
    ],
  });
  expect(codes(waits(["pod_received", "load.cancelled"]))).toEqual([]);
  expect(codes(waits(["Pod"]))).toEqual(["event_invalid"]);
  expect(codes(waits(["pod_received", "pod_received"]))).toContain("event_twice");
  expect(codes(waits([]))).toEqual(["setting_missing"]);
  expect(codes(waits(["pod_received"], ["api_event"]))).toEqual(["signal_leaves"]);
});

// The graph seen as a canvas, a list and a file.
import { expect, test } from "vitest";
import { cornersOf, crosses, portPoint } from "@/server/graphs/lanes";
import { nodeSize } from "@/server/graphs/shape";
import { toFlow } from "@/server/graphs/to-flow";
import { updateNode } from "@/server/journeys/graph/edits/edits";
import { bodyToText, textToBody } from "@/server/journeys/graph/message-text";
import { portsOf } from "@/server/journeys/graph/ports";
import { journeyFromJson, journeyToJson, validateJourneyJson } from "@/server/journeys/graph/projections/json";
import { layoutGraph } from "@/server/journeys/graph/projections/layout";
import { readingOrder } from "@/server/journeys/graph/projections/order";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";

const { graph } = standardFreightEscalation;

test("after layout no two steps overlap and nothing but positions changed", () => {
  const placed = layoutGraph({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) });
  for (const a of placed.nodes) {
    for (const b of placed.nodes) {
      if (a.id >= b.id) continue;
      const apart =
        Math.abs(a.position.x - b.position.x) >= nodeSize.width ||
        Math.abs(a.position.y - b.position.y) >= nodeSize.height;
      expect(apart, `${a.id} and ${b.id}`).toBe(true);
    }
  }
  expect(placed).toEqual(graph);
});

test("the canvas shows every step and connection, with open ways out and problems marked", () => {
  const cut = { ...graph, edges: graph.edges.filter((edge) => edge.id !== "sms_1-next") };
  const problems = [{ code: "port_open" as const, nodeId: "sms_1", reason: "…" }];
  const flow = toFlow(cut, { selected: new Set(["sms_1"]), problems }, portsOf);
  expect(flow.nodes).toHaveLength(graph.nodes.length);
  expect(flow.edges).toHaveLength(graph.edges.length - 1);
  expect(flow.nodes.find((node) => node.id === "sms_1")).toMatchObject({
    selected: true,
    data: { problems: 1, openPorts: ["next"] },
  });
  expect(flow.edges.find((edge) => edge.source === "can_email" && edge.sourceHandle === "else")?.data.labelled).toBe(
    true,
  );
});

test("no connection of the template runs through a step", () => {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const edge of toFlow(graph, { selected: new Set(), problems: [] }, portsOf).edges) {
    const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
    if (!from || !to) throw new Error("dangling");
    const end = { x: to.position.x + nodeSize.width / 2, y: to.position.y };
    const corners = cornersOf(portPoint(from, edge.data.port, portsOf), end, edge.data.lane);
    for (const node of graph.nodes.filter((other) => other !== from && other !== to)) {
      const hits = corners.some((corner, at) => at > 0 && crosses(corners[at - 1] ?? corner, corner, node));
      expect(hits, `${edge.id} through ${node.id}`).toBe(false);
    }
  }
});

test("the list reads from the start, shows every step once, and says what nothing leads to", () => {
  const lost = { ...graph, nodes: [...graph.nodes, { id: "lost", kind: "exit" as const, position: { x: 0, y: 0 } }] };
  const lines = readingOrder(lost);
  expect(lines).toHaveLength(lost.nodes.length);
  expect(new Set(lines.map((line) => line.node.id)).size).toBe(lost.nodes.length);
  expect(lines[0]?.node.id).toBe("start");
  const at = new Map(lines.map((line, index) => [line.node.id, index]));
  for (const edge of graph.edges) expect(at.get(edge.from) ?? 0, edge.id).toBeLessThan(at.get(edge.to) ?? 0);
  expect(lines.filter((line) => line.depth === 0 && line.reachable).map((line) => line.node.id)).toEqual([
    "start",
    "can_email",
    "can_text",
    "can_call",
    "had_address",
    "unreachable",
  ]);
  expect(lines.filter((line) => !line.reachable).map((line) => line.node.id)).toEqual(["lost"]);
});

test("the file is the same whatever order the steps were drawn in, and reads back as the same journey", () => {
  const text = journeyToJson("Standard", graph);
  const shuffled = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
  expect(journeyToJson("Standard", shuffled)).toBe(text);
  const read = journeyFromJson(text);
  expect(read.ok && journeyToJson(read.file.name, read.file.journey)).toBe(text);
});

test("a file is validated without a database, with its reasons in words", () => {
  expect(validateJourneyJson(journeyToJson("Standard", graph))).toEqual({ ok: true, name: "Standard", problems: [] });
  expect(validateJourneyJson("{")).toMatchObject({ ok: false, problems: [{ code: "invalid_file" }] });
  const broken = journeyToJson("Standard", { ...graph, edges: [] });
  expect(validateJourneyJson(broken).problems.length).toBeGreaterThan(5);
});

test("a body reads back as the text it was written as", () => {
  const text = "Hello {{contact.name}},\n\n{{balance}} is open; see {{ pay_link }}.";
  expect(bodyToText(textToBody(text))).toBe(text.replace("{{ pay_link }}", "{{pay_link}}"));
});

test("an edit of one step changes only lines of that step in the file, in whatever order things were drawn", () => {
  const node = graph.nodes.find((candidate) => candidate.id === "sms_1");
  if (node?.kind !== "send_sms") throw new Error("no text message");
  const edited = updateNode(graph, { ...node, body: textToBody("Another text") });
  const shuffled = { ...edited, nodes: edited.nodes.toReversed(), edges: edited.edges.toReversed() };
  const [before, after] = [journeyToJson("One", graph).split("\n"), journeyToJson("One", shuffled).split("\n")];
  const first = before.findIndex((line, at) => line !== after[at]);
  const last = before.length - before.toReversed().findIndex((line, at) => line !== after.toReversed()[at]);
  const block = before.slice(first, last).join("\n");
  expect(block).not.toContain('"id"');
  expect(before.slice(last, last + 12).join("\n")).toContain('"id": "sms_1"');
});

import { expect, test } from "vitest";
import { flowEdits } from "@/components/flow-builder/flow-edits";
import * as act from "@/components/graph-builder/editing/selection-edits";
import { journeyEdits } from "@/components/journey-builder/journey-edits";
import { blankFlow } from "@/server/flows/graph/new-node";
import { draftFlow } from "@/server/flows/graph/schema";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { cornersOf, crosses, labelPoint, portPoint } from "@/server/graphs/lanes";
import { readingOrderOf } from "@/server/graphs/order";
import { nodeSize } from "@/server/graphs/shape";
import { toFlow } from "@/server/graphs/to-flow";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";

const { flow } = paymentReminder;

test("what is copied in one conversation is pasted into another, with its words and its connections", () => {
  const text = act.clipboardText(flowEdits, flow, new Set(["open", "reaction"]));
  const clipboard = act.stepsIn(flowEdits, text);
  if (!clipboard) throw new Error("not read");
  const { graph, select } = act.pasted(flowEdits, blankFlow, clipboard);
  expect(select).toEqual(["say_1", "listen_1"]);
  expect(draftFlow.safeParse(graph).success).toBe(true);
  expect(graph.edges).toContainEqual({ id: "say_1-next", from: "say_1", port: "next", to: "listen_1" });
});

test("steps of a journey are not pasted into a conversation, nor the other way round", () => {
  const ofJourney = act.clipboardText(journeyEdits, blankGraph, new Set(["exit_1"]));
  const ofConversation = act.clipboardText(flowEdits, blankFlow, new Set(["end_1"]));
  expect(act.stepsIn(flowEdits, ofJourney)).toBeUndefined();
  expect(act.stepsIn(journeyEdits, ofConversation)).toBeUndefined();
});

test.each(flowTemplates.map((template) => [template.key, template.flow] as const))(
  "%s is drawn with every step once in the list, one step lit, and no connection through a step",
  (_key, drawn) => {
    const lines = readingOrderOf(drawn, flowEdits.portsOf);
    expect(new Set(lines.map(({ node }) => node.id))).toEqual(new Set(drawn.nodes.map(({ id }) => id)));
    const { nodes, edges } = toFlow(drawn, { selected: new Set(), problems: [], lit: "start" }, flowEdits.portsOf);
    expect(nodes.filter(({ data }) => data.isLit).map(({ id }) => id)).toEqual(["start"]);
    const byId = new Map(drawn.nodes.map((node) => [node.id, node]));
    for (const edge of edges) {
      const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
      if (!from || !to) throw new Error("dangling");
      const end = { x: to.position.x + nodeSize.width / 2, y: to.position.y };
      const corners = cornersOf(portPoint(from, edge.data.port, flowEdits.portsOf), end, edge.data.lane);
      const hit = drawn.nodes.filter(
        (node) =>
          node !== from &&
          node !== to &&
          corners.some((at, nth) => nth > 0 && crosses(corners[nth - 1] ?? at, at, node)),
      );
      expect(
        hit.map(({ id }) => id),
        `${edge.id} through`,
      ).toEqual([]);
    }
  },
);

test("a step with many ways out has them named apart from each other, where they lead", () => {
  const { edges } = toFlow(flow, { selected: new Set(), problems: [] }, flowEdits.portsOf);
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const labels = edges
    .filter((edge) => edge.source === "reaction")
    .map((edge) => {
      const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
      if (!from || !to) throw new Error("dangling");
      const end = { x: to.position.x + nodeSize.width / 2, y: to.position.y };
      const corners = cornersOf(portPoint(from, edge.data.port, flowEdits.portsOf), end, edge.data.lane);
      return { to: edge.target, at: labelPoint(corners, edge.data.lane, edge.data.isCrowded) };
    });
  expect(labels.length).toBeGreaterThan(8);
  for (const one of labels)
    for (const other of labels.filter(({ to }) => to !== one.to))
      expect(
        Math.abs(one.at.x - other.at.x) > 100 || Math.abs(one.at.y - other.at.y) > 16,
        `${one.to} ${other.to}`,
      ).toBe(true);
});

import { expect, test } from "vitest";
import * as act from "@/components/graph-builder/editing/selection-edits";
import { journeyEdits } from "@/components/journey-builder/journey-edits";
import * as annotate from "@/server/graphs/annotations";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";

const { graph } = standardFreightEscalation;

test("what is copied in one journey is pasted into another, with texts, connections, groups and notes", () => {
  const grouped = annotate.groupNodes(graph, ["sms_1", "after_sms_1"], "Texts");
  const noted = annotate.addNote(grouped.graph, { x: 1, y: 2 });
  const text = act.clipboardText(journeyEdits, noted.graph, new Set([grouped.id, noted.id]));
  const clipboard = act.stepsIn(journeyEdits, text);
  if (!clipboard) throw new Error("not read");
  const { graph: pasted, select } = act.pasted(journeyEdits, blankGraph, clipboard);
  expect(select).toEqual(["send_sms_1", "wait_1", "note_1"]);
  expect(pasted.nodes.find((node) => node.id === "send_sms_1")).toMatchObject({
    title: "SMS 1",
    body: graph.nodes.flatMap((node) => (node.id === "sms_1" && node.kind === "send_sms" ? [node.body] : []))[0],
  });
  expect(pasted.edges).toContainEqual({ id: "send_sms_1-next", from: "send_sms_1", port: "next", to: "wait_1" });
  expect(pasted.groups).toEqual([{ id: "group_1", title: "Texts", nodeIds: ["send_sms_1", "wait_1"] }]);
});

test("a clipboard with anything else, or with steps that are none, is left alone", () => {
  for (const text of [
    undefined,
    "duelane-steps",
    "{}",
    '{"format":"duelane-steps","nodes":[{"kind":"send_fax"}],"edges":[]}',
    JSON.stringify({ format: "duelane-steps", nodes: [], edges: "none" }),
  ]) {
    expect(act.stepsIn(journeyEdits, text)).toBeUndefined();
  }
});

test("deleting a selected group removes the frame and keeps the steps; deleting steps leads on past them", () => {
  const { graph: grouped, id } = annotate.groupNodes(graph, ["sms_1"], "Texts");
  expect(act.removeSelected(journeyEdits, grouped, new Set([id])).graph).toEqual(graph);
  const removed = act.removeSelected(journeyEdits, grouped, new Set(["sms_1"]));
  expect(removed.graph.groups).toBeUndefined();
  expect(removed.select).toEqual(["can_text"]);
});

test("grouping nothing that could be grouped changes nothing", () => {
  const none: DraftGraph = blankGraph;
  expect(act.groupSelected(none, new Set(["start-next"]))).toEqual({ graph: none, select: ["start-next"] });
});

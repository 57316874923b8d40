import fc from "fast-check";
import { expect, test } from "vitest";
import * as annotate from "@/server/graphs/annotations";
import { idsIn } from "@/server/graphs/ids";
import { nodeSize } from "@/server/graphs/shape";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { copyNodes, duplicateNodes, pasteNodes } from "@/server/journeys/graph/edits/clipboard";
import * as edits from "@/server/journeys/graph/edits/edits";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import { type DraftGraph, draftGraph } from "@/server/journeys/graph/schema";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";

const { graph } = standardFreightEscalation;
const grouped = annotate.groupNodes(graph, ["sms_1", "after_sms_1", "sms_2"], "Texts");

test("a step is in one group: grouping it again takes it out of the first, and an empty group is gone", () => {
  const second = annotate.groupNodes(grouped.graph, ["sms_2"], "Last text");
  expect(second.graph.groups).toEqual([
    { id: "group_1", title: "Texts", nodeIds: ["sms_1", "after_sms_1"] },
    { id: "group_2", title: "Last text", nodeIds: ["sms_2"] },
  ]);
  const all = annotate.groupNodes(second.graph, ["sms_1", "after_sms_1"], "All");
  expect(all.graph.groups?.map((group) => group.id)).toEqual(["group_2", "group_3"]);
  expect(annotate.groupNodes(graph, ["gone"], "Nothing").graph).toBe(graph);
});

test("a deleted step leaves its group; the frame alone can be removed and the steps stay", () => {
  expect(edits.deleteNodes(grouped.graph, ["sms_2"]).groups).toMatchObject([{ nodeIds: ["sms_1", "after_sms_1"] }]);
  expect(edits.deleteNodes(grouped.graph, ["sms_1", "sms_2", "after_sms_1"])).not.toHaveProperty("groups");
  expect(annotate.removeAnnotations(grouped.graph, [grouped.id])).toEqual(graph);
});

test("the frame stands around its steps, also while they are dragged", () => {
  const [group] = grouped.graph.groups ?? [];
  if (!group) throw new Error("no group");
  const places: Record<string, { x: number; y: number }>[] = [{}, { sms_1: { x: -900, y: 40 } }];
  for (const at of places) {
    const box = annotate.groupBox(grouped.graph, group, at);
    if (!box) throw new Error("no frame");
    for (const id of group.nodeIds) {
      const place = at[id] ?? edits.nodeById(grouped.graph, id)?.position;
      if (!place) throw new Error(`no ${id}`);
      const { x, y } = place;
      expect(x > box.x && y > box.y).toBe(true);
      expect(x + nodeSize.width < box.x + box.width && y + nodeSize.height < box.y + box.height).toBe(true);
    }
  }
});

test("a note is written, moved, copied and removed", () => {
  const { graph: noted, id } = annotate.addNote(blankGraph, { x: 4, y: 5 });
  const written = annotate.writeNote(noted, id, "Ask Ann first");
  const moved = edits.moveNodes(written, { [id]: { x: 40, y: 50 } });
  expect(moved.notes).toEqual([{ id: "note_1", text: "Ask Ann first", position: { x: 40, y: 50 } }]);
  expect(duplicateNodes(moved, [id]).graph.notes).toHaveLength(2);
  expect(annotate.removeAnnotations(moved, [id])).toEqual(blankGraph);
});

test("a group that is wholly copied comes along under a fresh id, a part of one does not", () => {
  const ids = ["sms_1", "after_sms_1", "sms_2"];
  const other: DraftGraph = annotate.groupNodes(blankGraph, ["start"], "Here").graph;
  const pasted = pasteNodes(other, copyNodes(grouped.graph, ids), { x: 0, y: 0 });
  expect(pasted.graph.groups).toMatchObject([
    { id: "group_1" },
    { id: "group_2", title: "Texts", nodeIds: pasted.ids },
  ]);
  expect(copyNodes(grouped.graph, ["sms_1"])).not.toHaveProperty("groups");
});

test("groups and notes change nothing about what runs", () => {
  const { graph: noted } = annotate.addNote(grouped.graph, { x: 0, y: 0 });
  expect(validateGraph(noted).ok).toBe(true);
});

test("whatever is grouped, noted, copied and deleted: no group is empty or names a step that is gone, ids stay unique", () => {
  const act = fc.record({
    do: fc.constantFrom("group", "note", "duplicate", "delete", "unframe"),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let drawn: DraftGraph = blankGraph;
      for (const { do: what, picks } of acts) {
        const all = idsIn(drawn);
        const ids = picks.map((pick) => all[pick % all.length] ?? "");
        if (what === "group") drawn = annotate.groupNodes(drawn, ids, "Together").graph;
        if (what === "note") drawn = annotate.addNote(drawn, { x: 0, y: 0 }).graph;
        if (what === "duplicate") drawn = duplicateNodes(drawn, ids).graph;
        if (what === "delete") drawn = edits.deleteNodes(drawn, ids);
        if (what === "unframe") drawn = annotate.removeAnnotations(drawn, ids);
      }
      const there = new Set(drawn.nodes.map((node) => node.id));
      const members = (drawn.groups ?? []).flatMap((group) => group.nodeIds);
      expect(members.every((id) => there.has(id))).toBe(true);
      expect(new Set(members).size).toBe(members.length);
      expect((drawn.groups ?? []).every((group) => group.nodeIds.length > 0)).toBe(true);
      expect(new Set(idsIn(drawn)).size).toBe(idsIn(drawn).length);
      expect(draftGraph.safeParse(drawn).success).toBe(true);
    }),
  );
});

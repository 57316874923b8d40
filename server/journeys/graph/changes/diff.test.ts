import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeSize } from "@/server/graphs/shape";
import { diffGraphs, runsTheSame, unionGraph } from "@/server/journeys/graph/changes/diff";
import * as edits from "@/server/journeys/graph/edits/edits";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import { bentDraft, validGraph } from "@/server/journeys/testing/random-graph";

const { graph } = standardFreightEscalation;
const nodeOf = (of: DraftGraph, id: string) => {
  const node = edits.nodeById(of, id);
  if (!node) throw new Error(`no ${id}`);
  return node;
};

describe("a step", () => {
  test("whose text was edited is changed, and says which text", () => {
    const node = nodeOf(graph, "sms_1");
    const after = edits.updateNode(graph, { ...node, kind: "send_sms", body: textToBody("Pay {{balance}}") });
    expect(diffGraphs(graph, after).nodes).toMatchObject([
      { id: "sms_1", kind: "changed", differences: [{ path: ["body"], isText: true, after: "Pay {{balance}}" }] },
    ]);
  });

  test("whose wait is longer says from what to what", () => {
    const node = nodeOf(graph, "after_sms_1");
    const after = edits.updateNode(graph, {
      ...node,
      kind: "wait",
      until: { by: "duration", duration: { amount: 5, unit: "days" } },
    });
    expect(diffGraphs(graph, after).nodes[0]?.differences).toEqual([
      { path: ["until", "duration", "amount"], isText: false, before: "3", after: "5" },
    ]);
  });

  test("whose paths are tried in another order is changed", () => {
    const node = nodeOf(graph, "had_address");
    if (node.kind !== "branch") throw new Error("no branch");
    const after = edits.updateNode(graph, { ...node, paths: node.paths?.toReversed() });
    expect(diffGraphs(graph, after).nodes[0]?.differences).toMatchObject([{ path: ["paths", "order"] }]);
  });

  test("that was only moved runs the same", () => {
    const diff = diffGraphs(graph, edits.moveNodes(graph, { sms_1: { x: 1, y: 1 } }));
    expect([runsTheSame(diff), diff.drawing, diff.nodes]).toEqual([true, true, []]);
  });

  test("that is gone or new takes its connections along", () => {
    const diff = diffGraphs(graph, edits.deleteNodes(graph, ["sms_1"]));
    expect(diff.nodes).toMatchObject([{ id: "sms_1", kind: "removed" }]);
    expect(diff.edges.added).toMatchObject([{ from: "can_text", to: "after_sms_1" }]);
    expect(diff.edges.removed.map((edge) => edge.to)).toEqual(["sms_1", "after_sms_1"]);
  });
});

test("what ends the journey is told apart", () => {
  const after = edits.setLeaveOn(graph, ["paid_in_full", "replied"]);
  expect(diffGraphs(graph, after).leaveOn).toEqual({
    added: ["replied"],
    removed: ["promise_made", "dispute_opened", "opted_out", "wants_person"],
  });
});

test("any graph is the same as itself, whatever the order in which it is written", () => {
  fc.assert(
    fc.property(validGraph, (any) => {
      const shuffled = { ...any, nodes: any.nodes.toReversed(), edges: any.edges.toReversed() };
      expect(runsTheSame(diffGraphs(any, shuffled))).toBe(true);
    }),
  );
});

test("backwards, what was added was removed; both together hold every step and every connection of both", () => {
  fc.assert(
    fc.property(validGraph, bentDraft, (one, other) => {
      const [there, back] = [diffGraphs(one, other), diffGraphs(other, one)];
      const turned = { added: "removed", removed: "added", changed: "changed" } as const;
      const told = (nodes: { id: string; kind: string }[]) => nodes.map(({ id, kind }) => `${id} ${kind}`).toSorted();
      expect(told(back.nodes)).toEqual(told(there.nodes.map((node) => ({ id: node.id, kind: turned[node.kind] }))));
      const union = unionGraph(one, other);
      expect(new Set(union.nodes.map((node) => node.id)).size).toBe(union.nodes.length);
      expect(new Set(union.edges.map((edge) => edge.id)).size).toBe(union.edges.length);
      expect(union.edges).toHaveLength(other.edges.length + there.edges.removed.length);
    }),
    { numRuns: 30 },
  );
});

test("what is gone never covers what is there", () => {
  const other = edits.addNode(edits.deleteNodes(graph, ["sms_1"]), "wait", {
    position: nodeOf(graph, "sms_1").position,
  }).graph;
  const { nodes } = unionGraph(graph, other);
  for (const a of nodes) {
    for (const b of nodes) {
      if (a === b) continue;
      const apart =
        Math.abs(a.position.x - b.position.x) >= nodeSize.width ||
        Math.abs(a.position.y - b.position.y) >= nodeSize.height;
      expect([a.id, b.id, apart]).toEqual([a.id, b.id, true]);
    }
  }
});

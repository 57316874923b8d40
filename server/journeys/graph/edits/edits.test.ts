import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import { duplicateNodes } from "@/server/journeys/graph/edits/clipboard";
import * as edits from "@/server/journeys/graph/edits/edits";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import { type DraftGraph, draftGraph, nodeKinds } from "@/server/journeys/graph/schema";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import { validGraph } from "@/server/journeys/testing/random-graph";

const ways = (graph: DraftGraph) => graph.edges.map((edge) => `${edge.from} ${edge.port} ${edge.to}`).toSorted();
const blank: DraftGraph = blankGraph;

describe("adding", () => {
  test("a step put on a connection stands between its ends", () => {
    const { graph, id } = edits.addNode(blank, "wait", { edgeId: "start-next" });
    expect(id).toBe("wait_1");
    expect(ways(graph)).toEqual(["start next wait_1", "wait_1 next exit_1"]);
    expect(problemsOf(graph)).toEqual([]);
    const y = Object.fromEntries(graph.nodes.map((node) => [node.id, node.position.y]));
    expect(y.wait_1).toBeGreaterThan(y.start ?? 0);
    expect(y.exit_1).toBeGreaterThan(y.wait_1 ?? 0);
  });

  test("a branch put on a connection leads on by `else`", () => {
    const { graph } = edits.addNode(blank, "branch", { edgeId: "start-next" });
    expect(ways(graph)).toEqual(["branch_1 else exit_1", "start next branch_1"]);
  });

  test("a step can hang on an open way out, or stand loose", () => {
    const branched = edits.addNode(blank, "branch", { edgeId: "start-next" }).graph;
    const hung = edits.addNode(branched, "exit", { from: "branch_1", port: "path_1" });
    expect(ways(hung.graph)).toContain("branch_1 path_1 exit_2");
    const loose = edits.addNode(blank, "wait", { position: { x: 7, y: 8 } });
    expect(edits.nodeById(loose.graph, loose.id)?.position).toEqual({ x: 7, y: 8 });
    expect(ways(loose.graph)).toEqual(ways(blank));
  });
});

describe("connecting", () => {
  const { graph } = edits.addNode(blank, "exit", { position: { x: 300, y: 0 } });

  test("a way out has one target: a new connection replaces the old", () => {
    expect(ways(edits.connect(graph, "start", "next", "exit_2"))).toEqual(["start next exit_2"]);
  });

  test("nothing connects to the start, from a way out that is not there, or twice the same", () => {
    expect(edits.connect(graph, "start", "next", "start")).toBe(graph);
    expect(edits.connect(graph, "start", "else", "exit_2")).toBe(graph);
    expect(edits.connect(graph, "start", "next", "exit_1")).toBe(graph);
    expect(edits.connect(graph, "gone", "next", "exit_1")).toBe(graph);
  });

  test("a connection can be removed", () => {
    expect(ways(edits.disconnect(graph, "start-next"))).toEqual([]);
  });
});

describe("changing", () => {
  const branched = edits.addNode(blank, "branch", { edgeId: "start-next" }).graph;
  const full = edits.connect(branched, "branch_1", "path_1", "exit_1");

  test("removing a path of a branch removes its connection", () => {
    const node = edits.nodeById(full, "branch_1");
    if (node?.kind !== "branch") throw new Error("no branch");
    expect(ways(edits.updateNode(full, { ...node, paths: [] }))).toEqual([
      "branch_1 else exit_1",
      "start next branch_1",
    ]);
  });

  test("deleting a step leads what came before to what came after", () => {
    expect(ways(edits.deleteNodes(full, ["branch_1"]))).toEqual(["start next exit_1"]);
    expect(ways(edits.deleteNodes(full, ["exit_1"]))).toEqual(["start next branch_1"]);
    expect(edits.deleteNodes(full, ["start"])).toBe(full);
  });

  test("a copy has the connections inside it, under fresh ids", () => {
    const { graph } = standardFreightEscalation;
    const copy = duplicateNodes(graph, ["sms_1", "after_sms_1", "start"]);
    expect(copy.ids).toEqual(["send_sms_1", "wait_1"]);
    expect(ways(copy.graph)).toContain("send_sms_1 next wait_1");
    expect(copy.graph.edges).toHaveLength(graph.edges.length + 1);
  });

  test("moving to where it stands is no edit", () => {
    expect(edits.moveNodes(blank, { start: { x: 0, y: 0 } })).toBe(blank);
  });
});

describe("taking a step along", () => {
  const { graph } = standardFreightEscalation;

  test("later puts it behind the next one, earlier brings it back where it was", () => {
    const later = edits.moveAlong(graph, "sms_2", "later");
    expect(ways(later)).toEqual(
      expect.arrayContaining(["after_sms_1 next after_sms_2", "after_sms_2 next sms_2", "sms_2 next sms_3"]),
    );
    expect(ways(edits.moveAlong(later, "sms_2", "earlier"))).toEqual(ways(graph));
  });

  test("nothing goes before the start, behind an exit or around a loop", () => {
    const straight = edits.addNode(blank, "wait", { edgeId: "start-next" }).graph;
    expect(edits.moveAlong(straight, "wait_1", "earlier")).toBe(straight);
    expect(edits.moveAlong(straight, "wait_1", "later")).toBe(straight);
    expect(edits.moveAlong(straight, "start", "later")).toBe(straight);
    const two = edits.addNode(straight, "wait", { from: "wait_1", port: "next" });
    const loop = edits.connect(two.graph, two.id, "next", "wait_1");
    expect(edits.moveAlong(loop, "wait_1", "later")).toBe(loop);
  });

  test("every step keeps a way in and its ways out wherever it is taken", () => {
    fc.assert(
      fc.property(validGraph, fc.nat(), fc.constantFrom("later" as const, "earlier" as const), (any, at, where) => {
        const id = any.nodes[at % any.nodes.length]?.id ?? "";
        const moved = edits.moveAlong(any, id, where);
        expect(moved.edges).toHaveLength(any.edges.length);
        const codes = problemsOf(moved).map((problem) => problem.code);
        for (const never of ["port_open", "port_taken", "port_unknown", "edge_dangling"]) {
          expect(codes).not.toContain(never);
        }
      }),
    );
  });
});

test("whatever is done in whatever order: ids stay unique, no connection dangles, the start stays, the input is untouched", () => {
  const pick = fc.nat();
  const action = fc.oneof(
    fc.record({ do: fc.constant("add" as const), kind: fc.constantFrom(...nodeKinds), at: pick }),
    fc.record({ do: fc.constant("delete" as const), at: pick }),
    fc.record({ do: fc.constant("connect" as const), at: pick, to: pick }),
    fc.record({ do: fc.constant("duplicate" as const), at: pick }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let graph = blank;
      for (const act of actions) {
        const before = JSON.stringify(graph);
        const old = graph;
        const node = graph.nodes[act.at % graph.nodes.length]?.id ?? "";
        const edge = graph.edges[act.at % Math.max(1, graph.edges.length)];
        if (act.do === "add") {
          const place = edge ? { edgeId: edge.id } : { position: { x: 0, y: 0 } };
          graph = edits.addNode(graph, act.kind, place).graph;
        }
        if (act.do === "delete") graph = edits.deleteNodes(graph, [node]);
        if (act.do === "connect")
          graph = edits.connect(graph, node, "next", graph.nodes[act.to % graph.nodes.length]?.id ?? "");
        if (act.do === "duplicate") graph = duplicateNodes(graph, [node]).graph;
        expect(JSON.stringify(old)).toBe(before);
      }
      const codes = problemsOf(graph).map((problem) => problem.code);
      for (const never of [
        "duplicate_node",
        "edge_dangling",
        "port_taken",
        "port_unknown",
        "edge_into_start",
        "start_missing",
      ]) {
        expect(codes).not.toContain(never);
      }
      expect(new Set(graph.edges.map((edge) => edge.id)).size).toBe(graph.edges.length);
      expect(draftGraph.safeParse(graph).success).toBe(true);
    }),
  );
});

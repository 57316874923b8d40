// What is different between two graphs of a journey: steps by their id, settings and texts within them, connections by
// where they lead from and to. Where a step stands on the canvas is no difference. Pure.

import { sameValue } from "@/server/journeys/graph/changes/same-value";
import { bodyToText, isBody } from "@/server/journeys/graph/message-text";
import { layoutGraph, nodeSize } from "@/server/journeys/graph/projections/layout";
import type { DraftGraph, DraftNode, Edge, SignalKind } from "@/server/journeys/graph/schema";

export type ChangeKind = "added" | "removed" | "changed";

/** One setting inside a step; `path` as in the graph, list items by their id or number. Absent is undefined. */
export type Difference = { path: string[]; isText: boolean; before: string | undefined; after: string | undefined };

export type NodeChange = {
  id: string;
  kind: ChangeKind;
  before: DraftNode | undefined;
  after: DraftNode | undefined;
  differences: Difference[];
};

export type GraphDiff = {
  /** In the order of the second graph, what was removed last. */
  nodes: NodeChange[];
  edges: { added: Edge[]; removed: Edge[] };
  leaveOn: { added: SignalKind[]; removed: SignalKind[] };
  /** Groups, notes or places on the canvas differ: it reads differently and runs the same. */
  drawing: boolean;
};

/** Everything that is different in `after`. */
export function diffGraphs(before: DraftGraph, after: DraftGraph): GraphDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const fresh = new Map(after.nodes.map((node) => [node.id, node]));
  const nodes = [
    ...after.nodes.flatMap((node) => changeOf(old.get(node.id), node)),
    ...before.nodes.filter((node) => !fresh.has(node.id)).flatMap((node) => changeOf(node, undefined)),
  ];
  const [oldWays, freshWays] = [waysOf(before), waysOf(after)];
  return {
    nodes,
    edges: {
      added: [...freshWays].filter(([way]) => !oldWays.has(way)).map(([, edge]) => edge),
      removed: [...oldWays].filter(([way]) => !freshWays.has(way)).map(([, edge]) => edge),
    },
    leaveOn: {
      added: after.leaveOn.filter((signal) => !before.leaveOn.includes(signal)),
      removed: before.leaveOn.filter((signal) => !after.leaveOn.includes(signal)),
    },
    drawing:
      after.nodes.some((node) => !sameValue(node.position, old.get(node.id)?.position ?? node.position)) ||
      !sameValue(before.groups ?? [], after.groups ?? []) ||
      !sameValue(before.notes ?? [], after.notes ?? []),
  };
}

/** Whether both run the same. */
export function runsTheSame(diff: GraphDiff): boolean {
  const { nodes, edges, leaveOn } = diff;
  return [nodes, edges.added, edges.removed, leaveOn.added, leaveOn.removed].every((list) => list.length === 0);
}

function changeOf(before: DraftNode | undefined, after: DraftNode | undefined): NodeChange[] {
  const id = after?.id ?? before?.id ?? "";
  if (!before || !after) {
    const kind = after ? "added" : "removed";
    return [{ id, kind, before, after, differences: differencesOf(settingsOf(before), settingsOf(after), []) }];
  }
  const differences = differencesOf(settingsOf(before), settingsOf(after), []);
  return differences.length > 0 ? [{ id, kind: "changed", before, after, differences }] : [];
}

function settingsOf(node: DraftNode | undefined) {
  if (!node) return {};
  const { id: _id, position: _position, ...settings } = node;
  return settings;
}

function waysOf(graph: DraftGraph): Map<string, Edge> {
  return new Map(graph.edges.map((edge) => [JSON.stringify([edge.from, edge.port, edge.to]), edge]));
}

function differencesOf(before: unknown, after: unknown, path: string[]): Difference[] {
  if (sameValue(before, after)) return [];
  if (isBody(before) || isBody(after)) {
    return [{ path, isText: true, before: shown(before), after: shown(after) }];
  }
  if (isBranching(before) || isBranching(after)) {
    const [old, fresh] = [partsOf(before), partsOf(after)];
    const keys = [...new Set([...fresh.keys(), ...old.keys()])];
    const inside = keys.flatMap((key) => differencesOf(old.get(key), fresh.get(key), [...path, key]));
    if (inside.length > 0) return inside;
    // The same items in another order: for paths, which are tried from the top, that is a difference.
    return [
      { path: [...path, "order"], isText: false, before: [...old.keys()].join(), after: [...fresh.keys()].join() },
    ];
  }
  return [{ path, isText: false, before: shown(before), after: shown(after) }];
}

const isBranching = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The parts of a value that are compared with each other: items of a list by their own id where they have one. */
function partsOf(value: unknown): Map<string, unknown> {
  if (!isBranching(value)) return new Map();
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return new Map(value.map((item, at) => [isBranching(item) && "id" in item ? String(item.id) : String(at + 1), item]));
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (isBody(value)) return bodyToText(value);
  return isBranching(value) ? JSON.stringify(value) : String(value);
}

/** Both graphs in one, so that what is gone can be seen beside what is there; laid out anew where they would overlap. */
export function unionGraph(before: DraftGraph, after: DraftGraph): DraftGraph {
  const there = new Set(after.nodes.map((node) => node.id));
  const gone = before.nodes.filter((node) => !there.has(node.id));
  const ways = waysOf(after);
  const lost = [...waysOf(before)].filter(([way]) => !ways.has(way));
  const ids = new Set(after.edges.map((edge) => edge.id));
  const union: DraftGraph = {
    ...after,
    nodes: [...after.nodes, ...gone],
    edges: [...after.edges, ...lost.map(([, edge]) => ({ ...edge, id: ids.has(edge.id) ? `${edge.id}~` : edge.id }))],
  };
  return gone.some((node) => after.nodes.some((other) => overlap(node, other))) ? layoutGraph(union) : union;
}

function overlap(a: DraftNode, b: DraftNode): boolean {
  return (
    Math.abs(a.position.x - b.position.x) < nodeSize.width && Math.abs(a.position.y - b.position.y) < nodeSize.height
  );
}

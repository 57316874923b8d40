// What is different between two graphs: steps by their id, settings and texts within them, connections by where they lead
// from and to. Where a step stands on the canvas is no difference. Pure.
import { layoutDrawing } from "@/server/graphs/layout";
import { sameValue } from "@/server/graphs/same-value";
import { type DrawnGraph, type DrawnNode, type Edge, nodeSize, type PortsOf } from "@/server/graphs/shape";

export type ChangeKind = "added" | "removed" | "changed";

/** One setting inside a step; `path` as in the graph, list items by their id or number. Absent is undefined. */
export type Difference = { path: string[]; isText: boolean; before: string | undefined; after: string | undefined };

export type NodeChange<Node extends DrawnNode> = {
  id: string;
  kind: ChangeKind;
  before: Node | undefined;
  after: Node | undefined;
  differences: Difference[];
};

export type DrawingDiff<Node extends DrawnNode> = {
  /** In the order of the second graph, what was removed last. */
  nodes: NodeChange<Node>[];
  edges: { added: Edge[]; removed: Edge[] };
  /** Groups, notes or places on the canvas differ: it reads differently and runs the same. */
  drawing: boolean;
};

/** A setting that is shown as text, though it is stored as something else; undefined: it is not one. */
type AsText = (value: unknown) => string | undefined;

/** Everything that is different in `after`. */
export function diffDrawings<Node extends DrawnNode>(
  before: DrawnGraph<Node>,
  after: DrawnGraph<Node>,
  asText: AsText = () => undefined,
): DrawingDiff<Node> {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const fresh = new Map(after.nodes.map((node) => [node.id, node]));
  const nodes = [
    ...after.nodes.flatMap((node) => changeOf(old.get(node.id), node, asText)),
    ...before.nodes.filter((node) => !fresh.has(node.id)).flatMap((node) => changeOf<Node>(node, undefined, asText)),
  ];
  const [oldWays, freshWays] = [waysOf(before), waysOf(after)];
  return {
    nodes,
    edges: {
      added: [...freshWays].filter(([way]) => !oldWays.has(way)).map(([, edge]) => edge),
      removed: [...oldWays].filter(([way]) => !freshWays.has(way)).map(([, edge]) => edge),
    },
    drawing:
      after.nodes.some((node) => !sameValue(node.position, old.get(node.id)?.position ?? node.position)) ||
      !sameValue(before.groups ?? [], after.groups ?? []) ||
      !sameValue(before.notes ?? [], after.notes ?? []),
  };
}

/** How many steps were added, removed and changed. */
export function countsOf(diff: DrawingDiff<DrawnNode>): Record<ChangeKind, number> {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { kind } of diff.nodes) counts[kind] += 1;
  return counts;
}

function changeOf<Node extends DrawnNode>(
  before: Node | undefined,
  after: Node | undefined,
  asText: AsText,
): NodeChange<Node>[] {
  const id = after?.id ?? before?.id ?? "";
  if (!before || !after) {
    const kind = after ? "added" : "removed";
    return [{ id, kind, before, after, differences: differencesOf(settingsOf(before), settingsOf(after), [], asText) }];
  }
  const differences = differencesOf(settingsOf(before), settingsOf(after), [], asText);
  return differences.length > 0 ? [{ id, kind: "changed", before, after, differences }] : [];
}

function settingsOf(node: DrawnNode | undefined) {
  if (!node) return {};
  const { id: _id, position: _position, ...settings } = node;
  return settings;
}

function waysOf(graph: DrawnGraph): Map<string, Edge> {
  return new Map(graph.edges.map((edge) => [JSON.stringify([edge.from, edge.port, edge.to]), edge]));
}

function differencesOf(before: unknown, after: unknown, path: string[], asText: AsText): Difference[] {
  if (sameValue(before, after)) return [];
  const [beforeText, afterText] = [asText(before), asText(after)];
  if (beforeText !== undefined || afterText !== undefined) {
    return [{ path, isText: true, before: beforeText ?? shown(before), after: afterText ?? shown(after) }];
  }
  if (isBranching(before) || isBranching(after)) {
    const [old, fresh] = [partsOf(before), partsOf(after)];
    const keys = [...new Set([...fresh.keys(), ...old.keys()])];
    const inside = keys.flatMap((key) => differencesOf(old.get(key), fresh.get(key), [...path, key], asText));
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
  return isBranching(value) ? JSON.stringify(value) : String(value);
}

/** Both graphs in one, so that what is gone can be seen beside what is there; laid out anew where they would overlap. */
export function unionDrawing<Node extends DrawnNode, Graph extends DrawnGraph<Node>>(
  before: DrawnGraph<Node>,
  after: Graph & DrawnGraph<Node>,
  portsOf: PortsOf<Node>,
): Graph {
  const there = new Set(after.nodes.map((node) => node.id));
  const gone = before.nodes.filter((node) => !there.has(node.id));
  const ways = waysOf(after);
  const lost = [...waysOf(before)].filter(([way]) => !ways.has(way));
  const ids = new Set(after.edges.map((edge) => edge.id));
  const union = {
    ...after,
    nodes: [...after.nodes, ...gone],
    edges: [...after.edges, ...lost.map(([, edge]) => ({ ...edge, id: ids.has(edge.id) ? `${edge.id}~` : edge.id }))],
  };
  return gone.some((node) => after.nodes.some((other) => overlap(node, other)))
    ? layoutDrawing<Node, Graph>(union, portsOf)
    : union;
}

function overlap(a: DrawnNode, b: DrawnNode): boolean {
  return (
    Math.abs(a.position.x - b.position.x) < nodeSize.width && Math.abs(a.position.y - b.position.y) < nodeSize.height
  );
}

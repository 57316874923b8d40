// The order in which a graph is read: every step after the steps that lead to it, loops aside. Pure.
import type { DrawnGraph, DrawnNode, Edge, PortsOf } from "@/server/graphs/shape";

/** A step in the list view, with how many side paths deep it stands. */
export type Line<Node extends DrawnNode = DrawnNode> = { node: Node; depth: number; reachable: boolean };

/** Every step once: from the start, side paths before the main way (next, timeout, else), what nothing leads to last. */
export function readingOrderOf<Node extends DrawnNode>(graph: DrawnGraph<Node>, portsOf: PortsOf<Node>): Line<Node>[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const leaving = Map.groupBy(graph.edges, (edge) => edge.from);
  const seen = new Set<string>();
  const depths = new Map<string, number>();
  const lines: Line<Node>[] = [];
  for (const root of [...graph.nodes].sort((a, b) => Number(b.kind === "start") - Number(a.kind === "start"))) {
    const order: Node[] = [];
    visit(root);
    for (const node of order.reverse()) {
      const depth = depths.get(node.id) ?? 0;
      lines.push({ node, depth, reachable: root.kind === "start" });
      for (const [edge, main] of ways(node)) {
        const deeper = main ? depth : depth + 1;
        depths.set(edge.to, Math.min(depths.get(edge.to) ?? deeper, deeper));
      }
    }

    /** Children before their parent; read backwards, that is every step after all that lead to it. */
    function visit(node: Node): void {
      if (seen.has(node.id)) return;
      seen.add(node.id);
      for (const [edge] of ways(node).reverse()) {
        const to = byId.get(edge.to);
        if (to) visit(to);
      }
      order.push(node);
    }
  }
  return lines;

  /** The connections that leave a step in the order of its ways out, and which of them is the main way. */
  function ways(node: Node): [Edge, boolean][] {
    const ports = portsOf(node);
    const edges = leaving.get(node.id) ?? [];
    return ports.flatMap((port): [Edge, boolean][] =>
      edges.filter((edge) => edge.port === port).map((edge) => [edge, port === ports.at(-1)]),
    );
  }
}

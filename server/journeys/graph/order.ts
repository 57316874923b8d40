// The order in which a journey is read: from the start along each way out, what nothing leads to at the end. Pure.
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

/** A step in the list view, with how many branches deep it stands. */
export type Line = { node: DraftNode; depth: number; reachable: boolean };

/** Every step once: main way first (next, timeout, else), side paths indented before it. */
export function readingOrder(graph: DraftGraph): Line[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const targets = new Map(graph.edges.map((edge) => [`${edge.from}\n${edge.port}`, edge.to]));
  const seen = new Set<string>();
  const lines: Line[] = [];
  const start = graph.nodes.find((node) => node.kind === "start");
  const walk = (from: DraftNode | undefined, depthAt: number, reachable: boolean) => {
    const open: { node: DraftNode; depth: number }[] = from ? [{ node: from, depth: depthAt }] : [];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, depth } = next;
      if (seen.has(node.id)) continue;
      seen.add(node.id);
      lines.push({ node, depth, reachable });
      const ports = portsOf(node);
      for (const port of ports.toReversed()) {
        const target = byId.get(targets.get(`${node.id}\n${port}`) ?? "");
        if (!target || seen.has(target.id)) continue;
        open.push({ node: target, depth: port === ports.at(-1) ? depth : depth + 1 });
      }
    }
  };
  walk(start, 0, true);
  for (const node of graph.nodes) walk(node, 0, false);
  return lines;
}

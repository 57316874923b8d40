// The ids of what is drawn. Pure.
import type { DrawnGraph } from "@/server/graphs/shape";

/** The first id of the form kind_number that nothing has. */
export function freeId(kind: string, taken: Iterable<string>): string {
  const ids = new Set(taken);
  let number = 1;
  while (ids.has(`${kind}_${number}`)) number += 1;
  return `${kind}_${number}`;
}

/** Every id that a new thing may not have. */
export function idsIn(graph: DrawnGraph): string[] {
  return [...graph.nodes, ...(graph.groups ?? []), ...(graph.notes ?? [])].map((thing) => thing.id);
}

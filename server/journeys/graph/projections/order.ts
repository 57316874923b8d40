import { type Line, readingOrderOf } from "@/server/graphs/order";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

/** The order in which a journey is read. Pure. */
export function readingOrder(graph: DraftGraph): Line<DraftNode>[] {
  return readingOrderOf(graph, portsOf);
}

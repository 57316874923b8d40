// Every way from a step to another: drawn connections, and the jumps of go-to steps. Pure.
import type { Way } from "@/server/graphs/structure";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

/** Connections and jumps alike. */
export function waysOf(graph: DraftGraph): Way[] {
  const jumps = graph.nodes.flatMap((node) => {
    return node.kind === "go_to" && node.target ? [{ from: node.id, to: node.target }] : [];
  });
  return jumps.length === 0 ? graph.edges : [...graph.edges, ...jumps];
}

/** A debtor always rests here for a while, so that a loop through it cannot spin: waits that may be over already do not count. */
export function alwaysRests(node: DraftNode): boolean {
  if (node.kind === "wait") return node.until === undefined || ["duration", "weekday"].includes(node.until.by);
  return node.kind === "wait_for_signal" || node.kind === "approve" || node.kind === "offer_plan";
}

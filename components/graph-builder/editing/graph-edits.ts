// The edits that a kind of graph brings along: those of every graph, with its own grammar. Written as methods, so that
// those of one kind of graph are those of a graph. Pure.
import type { Clipboard } from "@/server/graphs/clipboard";
import type { Place } from "@/server/graphs/edits";
import type { DrawnGraph, DrawnNode, Position } from "@/server/graphs/shape";

export type GraphEdits = {
  /** Where edges may leave a step, in the order they are drawn; the last is the main way on. */
  portsOf(node: DrawnNode): string[];
  nodeById(graph: DrawnGraph, id: string): DrawnNode | undefined;
  addNode(graph: DrawnGraph, kind: string, place: Place): { graph: DrawnGraph; id: string };
  placeAfter(graph: DrawnGraph, id: string | undefined): Place;
  connect(graph: DrawnGraph, from: string, port: string, to: string): DrawnGraph;
  disconnect(graph: DrawnGraph, edgeId: string): DrawnGraph;
  moveNodes(graph: DrawnGraph, moves: Record<string, Position>): DrawnGraph;
  moveAlong(graph: DrawnGraph, id: string, where: "later" | "earlier"): DrawnGraph;
  updateNode(graph: DrawnGraph, node: DrawnNode): DrawnGraph;
  deleteNodes(graph: DrawnGraph, ids: string[]): DrawnGraph;
  duplicateNodes(graph: DrawnGraph, ids: readonly string[]): { graph: DrawnGraph; ids: string[] };
  copyNodes(graph: DrawnGraph, ids: readonly string[]): Clipboard<DrawnNode>;
  pasteNodes(
    graph: DrawnGraph,
    clipboard: Clipboard<DrawnNode>,
    offset: Position,
  ): { graph: DrawnGraph; ids: string[] };
  /** What marks the steps of this kind of graph in a clipboard. */
  clipboardFormat: string;
  /** What was copied from a graph of this kind, checked. */
  readSteps(value: unknown): Clipboard<DrawnNode> | undefined;
};

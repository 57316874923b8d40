// Copying, pasting and duplicating parts of a graph, also into another one: edits as pure as those in edits.ts.
import { freeId, idsIn } from "@/server/graphs/ids";
import type { DrawnGraph, DrawnNode, Position } from "@/server/graphs/shape";

export type Clipboard<Node extends DrawnNode> = Pick<DrawnGraph<Node>, "nodes" | "edges" | "groups" | "notes">;

/** `retarget`: what a step names by id, named by the ids of the copies. */
export function clipboardOf<Node extends DrawnNode, Graph extends DrawnGraph<Node>>(
  connect: (graph: Graph, from: string, port: string, to: string) => Graph,
  retarget?: (node: Node, renamed: ReadonlyMap<string, string>) => Node,
) {
  return { duplicateNodes, copyNodes, pasteNodes };

  /** Puts copies of steps beside them, with the connections among them. */
  function duplicateNodes(graph: Graph, ids: readonly string[]): { graph: Graph; ids: string[] } {
    return pasteNodes(graph, copyNodes(graph, ids), { x: 32, y: 32 });
  }

  /** The steps and notes, the connections among them and the groups that are wholly there. The start is never copied. */
  function copyNodes(graph: Graph, ids: readonly string[]): Clipboard<Node> {
    const nodes = graph.nodes.filter((node) => ids.includes(node.id) && node.kind !== "start");
    const kept = new Set(nodes.map((node) => node.id));
    const groups = graph.groups?.filter((group) => group.nodeIds.every((id) => kept.has(id))) ?? [];
    const notes = graph.notes?.filter((note) => ids.includes(note.id)) ?? [];
    return {
      nodes,
      edges: graph.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
      ...(groups.length > 0 && { groups }),
      ...(notes.length > 0 && { notes }),
    };
  }

  /** Adds copied steps under fresh ids, moved by an offset. */
  function pasteNodes(graph: Graph, clipboard: Clipboard<Node>, offset: Position) {
    const taken = new Set(idsIn(graph));
    const renamed = new Map<string, string>();
    const rename = (kind: string, old: string) => {
      const id = freeId(kind, taken);
      taken.add(id);
      renamed.set(old, id);
      return id;
    };
    const shifted = ({ x, y }: Position) => ({ x: x + offset.x, y: y + offset.y });
    for (const node of clipboard.nodes) rename(node.kind, node.id);
    const nodes = clipboard.nodes.map((node) => ({
      ...(retarget?.(node, renamed) ?? node),
      id: renamed.get(node.id) ?? node.id,
      position: shifted(node.position),
    }));
    const notes = clipboard.notes?.map((note) => ({
      ...note,
      id: rename("note", note.id),
      position: shifted(note.position),
    }));
    const groups = clipboard.groups?.map((group) => ({
      ...group,
      id: rename("group", group.id),
      nodeIds: group.nodeIds.flatMap((id) => renamed.get(id) ?? []),
    }));
    const added: Graph = {
      ...graph,
      nodes: [...graph.nodes, ...nodes],
      ...(notes && { notes: [...(graph.notes ?? []), ...notes] }),
      ...(groups && { groups: [...(graph.groups ?? []), ...groups] }),
    };
    const pasted = clipboard.edges.reduce(
      (so, edge) => connect(so, renamed.get(edge.from) ?? edge.from, edge.port, renamed.get(edge.to) ?? edge.to),
      added,
    );
    return { graph: pasted, ids: [...nodes, ...(notes ?? [])].map((thing) => thing.id) };
  }
}

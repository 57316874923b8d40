// Groups and notes: edits of what helps people read a graph. They are pure like every other edit, and never change how
// it runs. A step is in one group at most; a group without steps is gone.
import { freeId, idsIn } from "@/server/graphs/ids";
import { type DrawnGraph, type Group, type Note, nodeSize, type Position } from "@/server/graphs/shape";

export type Box = Position & { width: number; height: number };

/** Size that a note takes on the canvas. */
export const noteSize = { width: 208, height: 112 };
const padding = { side: 24, top: 44, bottom: 28 };

/** Frames steps with a title; they leave the groups they were in. */
export function groupNodes<Graph extends DrawnGraph>(
  graph: Graph,
  ids: readonly string[],
  title: string,
): { graph: Graph; id: string } {
  const there = graph.nodes.map((node) => node.id);
  const nodeIds = there.filter((id) => ids.includes(id));
  const id = freeId("group", idsIn(graph));
  if (nodeIds.length === 0) return { graph, id };
  const groups = without(graph.groups ?? [], nodeIds);
  return { graph: { ...graph, groups: [...groups, { id, title, nodeIds }] }, id };
}

/** The group's new title. */
export function renameGroup<Graph extends DrawnGraph>(graph: Graph, id: string, title: string): Graph {
  return { ...graph, groups: graph.groups?.map((group) => (group.id === id ? { ...group, title } : group)) };
}

/** Puts a note on the canvas. */
export function addNote<Graph extends DrawnGraph>(graph: Graph, position: Position): { graph: Graph; id: string } {
  const id = freeId("note", idsIn(graph));
  return { graph: { ...graph, notes: [...(graph.notes ?? []), { id, text: "", position }] }, id };
}

/** The note's new text. */
export function writeNote<Graph extends DrawnGraph>(graph: Graph, id: string, text: string): Graph {
  return { ...graph, notes: graph.notes?.map((note) => (note.id === id ? { ...note, text } : note)) };
}

/** Removes notes, and the frames of groups; the steps inside them stay. */
export function removeAnnotations<Graph extends DrawnGraph>(graph: Graph, ids: readonly string[]): Graph {
  if (!annotations(graph).some((annotation) => ids.includes(annotation.id))) return graph;
  return tidy({
    ...graph,
    groups: graph.groups?.filter((group) => !ids.includes(group.id)),
    notes: graph.notes?.filter((note) => !ids.includes(note.id)),
  });
}

/** Groups without the steps that are gone, and without those that have none left. */
export function keepMembers<Graph extends DrawnGraph>(graph: Graph): Graph {
  const there = new Set(graph.nodes.map((node) => node.id));
  const gone = (graph.groups ?? []).flatMap((group) => group.nodeIds).filter((id) => !there.has(id));
  if (gone.length === 0) return graph;
  return tidy({ ...graph, groups: without(graph.groups ?? [], gone) });
}

/** The steps that move when these things are moved: a group takes its steps along. */
export function movedWith(graph: DrawnGraph, ids: readonly string[]): string[] {
  const members = (graph.groups ?? []).filter((group) => ids.includes(group.id)).flatMap((group) => group.nodeIds);
  return [...new Set([...ids, ...members])];
}

/** The frame around a group's steps; undefined without any. `at`: where steps are while they are dragged. */
export function groupBox(
  graph: DrawnGraph,
  group: Group,
  at: Readonly<Record<string, Position>> = {},
): Box | undefined {
  const places = graph.nodes
    .filter((node) => group.nodeIds.includes(node.id))
    .map((node) => at[node.id] ?? node.position);
  if (places.length === 0) return undefined;
  const [left, top] = [Math.min(...places.map(({ x }) => x)), Math.min(...places.map(({ y }) => y))];
  const right = Math.max(...places.map(({ x }) => x)) + nodeSize.width;
  const bottom = Math.max(...places.map(({ y }) => y)) + nodeSize.height;
  return {
    x: left - padding.side,
    y: top - padding.top,
    width: right - left + 2 * padding.side,
    height: bottom - top + padding.top + padding.bottom,
  };
}

function annotations(graph: DrawnGraph): (Group | Note)[] {
  return [...(graph.groups ?? []), ...(graph.notes ?? [])];
}

function without(groups: Group[], ids: readonly string[]): Group[] {
  return groups
    .map((group) => ({ ...group, nodeIds: group.nodeIds.filter((id) => !ids.includes(id)) }))
    .filter((group) => group.nodeIds.length > 0);
}

/** An empty list is left out, so that a graph without annotations is the graph it was before there were any. */
function tidy<Graph extends DrawnGraph>(graph: Graph): Graph {
  const tidied = { ...graph };
  const annotated: DrawnGraph = tidied;
  if (annotated.groups?.length === 0) delete annotated.groups;
  if (annotated.notes?.length === 0) delete annotated.notes;
  return tidied;
}

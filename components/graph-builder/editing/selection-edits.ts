// What is done with everything that is selected: steps, connections, notes and groups. Pure.
import type { GraphEdits } from "@/components/graph-builder/editing/graph-edits";
import * as annotate from "@/server/graphs/annotations";
import type { Clipboard } from "@/server/graphs/clipboard";
import { stepBefore } from "@/server/graphs/edits";
import type { DrawnGraph, DrawnNode } from "@/server/graphs/shape";

type Selected = ReadonlySet<string>;
type Changed = { graph: DrawnGraph; select: string[] };

/** Deletes it; of a group only the frame. */
export function removeSelected(edits: GraphEdits, graph: DrawnGraph, selected: Selected): Changed {
  const ids = [...selected];
  const left = annotate.removeAnnotations(edits.deleteNodes(ids.reduce(edits.disconnect, graph), ids), ids);
  return { graph: left, select: stepBefore(graph, ids) };
}

/** Puts copies beside it; a group brings its steps. */
export function duplicateSelected(edits: GraphEdits, graph: DrawnGraph, selected: Selected): Changed {
  const copy = edits.duplicateNodes(graph, annotate.movedWith(graph, [...selected]));
  return { graph: copy.graph, select: copy.ids };
}

/** Frames it; the title is written next. */
export function groupSelected(graph: DrawnGraph, selected: Selected): Changed {
  const grouped = annotate.groupNodes(graph, [...selected], "");
  return { graph: grouped.graph, select: grouped.graph === graph ? [...selected] : [grouped.id] };
}

/** The text that the clipboard gets, to be pasted into any graph of the kind. */
export function clipboardText(edits: GraphEdits, graph: DrawnGraph, selected: Selected): string {
  const copied = edits.copyNodes(graph, annotate.movedWith(graph, [...selected]));
  return JSON.stringify({ format: edits.clipboardFormat, ...copied }, null, 2);
}

/** The steps in a clipboard's text, checked; undefined where it is anything else. */
export function stepsIn(edits: GraphEdits, text: string | undefined): Clipboard<DrawnNode> | undefined {
  if (!text?.includes(edits.clipboardFormat)) return undefined;
  try {
    const value = JSON.parse(text);
    return value.format === edits.clipboardFormat ? edits.readSteps(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Adds what was copied, a little beside where it stood. */
export function pasted(edits: GraphEdits, graph: DrawnGraph, clipboard: Clipboard<DrawnNode>): Changed {
  const added = edits.pasteNodes(graph, clipboard, { x: 40, y: 40 });
  return { graph: added.graph, select: added.ids };
}

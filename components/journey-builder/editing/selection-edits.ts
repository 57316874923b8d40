// What is done with everything that is selected: steps, connections, notes and groups. Pure.
import { z } from "zod";
import * as annotate from "@/server/graphs/annotations";
import { stepBefore } from "@/server/graphs/edits";
import { type Clipboard, copyNodes, duplicateNodes, pasteNodes } from "@/server/journeys/graph/edits/clipboard";
import * as edits from "@/server/journeys/graph/edits/edits";
import { type DraftGraph, draftGraph } from "@/server/journeys/graph/schema";

type Selected = ReadonlySet<string>;
type Changed = { graph: DraftGraph; select: string[] };

/** Deletes it; of a group only the frame. */
export function removeSelected(graph: DraftGraph, selected: Selected): Changed {
  const ids = [...selected];
  const left = annotate.removeAnnotations(edits.deleteNodes(ids.reduce(edits.disconnect, graph), ids), ids);
  return { graph: left, select: stepBefore(graph, ids) };
}

/** Puts copies beside it; a group brings its steps. */
export function duplicateSelected(graph: DraftGraph, selected: Selected): Changed {
  const copy = duplicateNodes(graph, annotate.movedWith(graph, [...selected]));
  return { graph: copy.graph, select: copy.ids };
}

/** Frames it; the title is written next. */
export function groupSelected(graph: DraftGraph, selected: Selected): Changed {
  const grouped = annotate.groupNodes(graph, [...selected], "");
  return { graph: grouped.graph, select: grouped.graph === graph ? [...selected] : [grouped.id] };
}

const format = "duelane-steps";
const form = z.object({
  format: z.literal(format),
  ...draftGraph.pick({ nodes: true, edges: true, groups: true, notes: true }).shape,
});

/** The text that the clipboard gets, to be pasted into any journey. */
export function clipboardText(graph: DraftGraph, selected: Selected): string {
  return JSON.stringify({ format, ...copyNodes(graph, annotate.movedWith(graph, [...selected])) }, null, 2);
}

/** The steps in a clipboard's text, checked; undefined where it is anything else. */
export function stepsIn(text: string | undefined): Clipboard | undefined {
  if (!text?.includes(format)) return undefined;
  try {
    const parsed = form.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Adds what was copied, a little beside where it stood. */
export function pasted(graph: DraftGraph, clipboard: Clipboard): Changed {
  const added = pasteNodes(graph, clipboard, { x: 40, y: 40 });
  return { graph: added.graph, select: added.ids };
}

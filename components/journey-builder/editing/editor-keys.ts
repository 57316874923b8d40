"use client";

import { type RefObject, useEffect } from "react";
import { z } from "zod";
import { besides, type Editor } from "@/components/journey-builder/editing/use-editor";
import * as edits from "@/server/journeys/graph/edits";
import { layoutGraph } from "@/server/journeys/graph/layout";
import { draftGraph } from "@/server/journeys/graph/schema";

/** Keyboard and clipboard of the builder; where a person writes text, the keys stay theirs. */
export function useEditorKeys(
  root: RefObject<HTMLElement | null>,
  editor: Editor,
  more: { fit: () => void; showKeys: () => void },
) {
  useEffect(() => {
    const selectedNodes = editor.graph.nodes.map((node) => node.id).filter((id) => editor.selected.has(id));

    function onKeyDown(event: KeyboardEvent) {
      if (!isOurs(event.target, root.current) || event.defaultPrevented || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      const act = command ? withCommand(key, event.shiftKey) : alone(key);
      if (!act) return;
      event.preventDefault();
      act();
    }

    function withCommand(key: string, shift: boolean): (() => void) | undefined {
      if (key === "z") return shift ? editor.redo : editor.undo;
      if (key === "y") return editor.redo;
      if (key === "a") return () => editor.select(editor.graph.nodes.map((node) => node.id));
      if (key === "d") {
        return () =>
          editor.edit((graph) => {
            const copy = edits.duplicateNodes(graph, selectedNodes);
            return { graph: copy.graph, select: copy.ids };
          });
      }
      return undefined;
    }

    function alone(key: string): (() => void) | undefined {
      if (key === "delete" || key === "backspace")
        return () => editor.edit((graph) => removeSelected(graph, editor.selected));
      if (key === "/") return () => editor.openMenu({ place: placeAfter(editor), at: menuPoint(root.current) });
      if (key === "escape") return () => editor.select([]);
      if (key === "f") return more.fit;
      if (key === "l") return () => editor.edit(layoutGraph);
      if (key === "?") return more.showKeys;
      return undefined;
    }

    function onCopy(event: ClipboardEvent) {
      if (!isOurs(event.target, root.current) || selectedNodes.length === 0 || !document.getSelection()?.isCollapsed)
        return;
      event.preventDefault();
      const clipboard = { format: "duelane-steps", ...edits.copyNodes(editor.graph, selectedNodes) };
      event.clipboardData?.setData("text/plain", JSON.stringify(clipboard, null, 2));
      if (event.type === "cut") editor.edit((graph) => edits.deleteNodes(graph, selectedNodes));
    }

    function onPaste(event: ClipboardEvent) {
      if (!isOurs(event.target, root.current)) return;
      const clipboard = stepsIn(event.clipboardData?.getData("text/plain"));
      if (!clipboard) return;
      event.preventDefault();
      editor.edit((graph) => {
        const pasted = edits.pasteNodes(graph, clipboard, { x: 40, y: 40 });
        return { graph: pasted.graph, select: pasted.ids };
      });
    }

    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [root, editor, more]);
}

function isOurs(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement) || !root) return false;
  if (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]")) return false;
  return target === document.body || root.contains(target);
}

/** Where `/` puts a step: after the one that is selected, else at the end of the way from the start. */
export function placeAfter(editor: Editor): edits.Place {
  const edge = editor.graph.edges.find((candidate) => editor.selected.has(candidate.id));
  if (edge) return { edgeId: edge.id };
  const node = editor.graph.nodes.find((candidate) => editor.selected.has(candidate.id));
  return edits.placeAfter(editor.graph, node?.id);
}

function menuPoint(root: HTMLElement | null) {
  const selected = root?.querySelector(".react-flow__node.selected, [data-step][aria-current=true]");
  if (selected) return besides(selected);
  const box = root?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2 - 160, y: box.top + box.height / 4 } : { x: 0, y: 0 };
}

function removeSelected(graph: Editor["graph"], selected: ReadonlySet<string>) {
  const ids = [...selected];
  const left = edits.deleteNodes(ids.reduce(edits.disconnect, graph), ids);
  return { graph: left, select: edits.stepBefore(graph, ids) };
}

const clipboardForm = z.object({
  format: z.literal("duelane-steps"),
  nodes: draftGraph.shape.nodes,
  edges: draftGraph.shape.edges,
});

function stepsIn(text: string | undefined): edits.Clipboard | undefined {
  if (!text?.includes("duelane-steps")) return undefined;
  try {
    const parsed = clipboardForm.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

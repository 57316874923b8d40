"use client";

import { type RefObject, useEffect } from "react";
import * as act from "@/components/graph-builder/editing/selection-edits";
import { besides, type Editor } from "@/components/graph-builder/editing/use-editor";
import type { Place } from "@/server/graphs/edits";
import { idsIn } from "@/server/graphs/ids";
import { layoutDrawing } from "@/server/graphs/layout";

/** What the keys do that is not an edit. */
export type KeyActions = { fit: () => void; showKeys: () => void; search: () => void; addNote: () => void };

/** Keyboard and clipboard of the builder; where a person writes text, the keys stay theirs. */
export function useEditorKeys(root: RefObject<HTMLElement | null>, editor: Editor, more: KeyActions) {
  useEffect(() => {
    const { graph, selected, edit } = editor;
    const { edits } = editor.kit;

    function onKeyDown(event: KeyboardEvent) {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === "f" && !event.altKey && isInside(event.target, root.current)) {
        event.preventDefault();
        more.search();
        return;
      }
      if (!isOurs(event.target, root.current) || event.defaultPrevented) return;
      const run = event.altKey ? withAlt(key) : command ? withCommand(key, event.shiftKey) : alone(key, event.target);
      if (!run) return;
      event.preventDefault();
      run();
    }

    function withCommand(key: string, shift: boolean): (() => void) | undefined {
      if (key === "z") return shift ? editor.redo : editor.undo;
      if (key === "y") return editor.redo;
      if (key === "a") return () => editor.select(idsIn(graph));
      if (key === "d") return () => edit((current) => act.duplicateSelected(edits, current, selected));
      if (key === "g") return () => edit((current) => act.groupSelected(current, selected));
      return undefined;
    }

    function withAlt(key: string): (() => void) | undefined {
      const [id] = selected;
      const where = key === "arrowdown" ? "later" : key === "arrowup" ? "earlier" : undefined;
      if (!id || !where || selected.size > 1) return undefined;
      return () => edit((current) => edits.moveAlong(current, id, where));
    }

    function alone(key: string, target: EventTarget | null): (() => void) | undefined {
      if (key === "delete" || key === "backspace")
        return () => edit((current) => act.removeSelected(edits, current, selected));
      if (key === "/") return () => editor.openMenu({ place: placeAfter(editor), at: menuPoint(root.current) });
      if (key === "escape") return () => editor.select([]);
      if (key === "f") return more.fit;
      if (key === "l") return () => edit((current) => layoutDrawing(current, edits.portsOf));
      if (key === "n") return more.addNote;
      if (key === "?") return more.showKeys;
      if (key === "enter" && isSelectedItem(target)) return () => focusPanel(root.current);
      return undefined;
    }

    function onCopy(event: ClipboardEvent) {
      if (!isOurs(event.target, root.current) || selected.size === 0 || !document.getSelection()?.isCollapsed) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", act.clipboardText(edits, graph, selected));
      if (event.type === "cut") edit((current) => act.removeSelected(edits, current, selected));
    }

    function onPaste(event: ClipboardEvent) {
      if (!isOurs(event.target, root.current)) return;
      const clipboard = act.stepsIn(edits, event.clipboardData?.getData("text/plain"));
      if (!clipboard) return;
      event.preventDefault();
      edit((current) => act.pasted(edits, current, clipboard));
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

/** In the builder, or around it: a click on the bare canvas gives the focus to what the builder stands in. */
function isInside(target: EventTarget | null, root: HTMLElement | null): boolean {
  return target instanceof HTMLElement && root !== null && (root.contains(target) || target.contains(root));
}

function isOurs(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement) || !root) return false;
  if (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]")) return false;
  return isInside(target, root);
}

/** A step that has the focus and is selected already: Enter then goes on to its settings. */
function isSelectedItem(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(".react-flow__node.selected, [data-step][aria-current=true]");
}

function focusPanel(root: HTMLElement | null): void {
  const panel = root?.querySelector("[data-side-panel]");
  const field = panel?.querySelector<HTMLElement>("input, textarea, select, [contenteditable=true]");
  (field ?? panel?.querySelector<HTMLElement>("button"))?.focus();
}

/** Where `/` puts a step: after the one that is selected, else at the end of the way from the start. */
export function placeAfter(editor: Editor): Place {
  const edge = editor.graph.edges.find((candidate) => editor.selected.has(candidate.id));
  if (edge) return { edgeId: edge.id };
  const node = editor.graph.nodes.find((candidate) => editor.selected.has(candidate.id));
  return editor.kit.edits.placeAfter(editor.graph, node?.id);
}

function menuPoint(root: HTMLElement | null) {
  const selected = root?.querySelector(".react-flow__node.selected, [data-step][aria-current=true]");
  if (selected) return besides(selected);
  const box = root?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2 - 160, y: box.top + box.height / 4 } : { x: 0, y: 0 };
}

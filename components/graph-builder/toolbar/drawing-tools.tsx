"use client";

import { Network, Plus, Redo2, Search, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { placeAfter } from "@/components/graph-builder/editing/editor-keys";
import { besides, type Editor } from "@/components/graph-builder/editing/use-editor";
import { Tool } from "@/components/graph-builder/toolbar/tool";
import { type View, ViewSwitch } from "@/components/graph-builder/view-switch";
import { layoutDrawing } from "@/server/graphs/layout";

type Props = {
  editor: Editor;
  view: View;
  onView: (view: View) => void;
  onFit: () => void;
  onSearch: () => void;
};

/** Undo, redo, tidying up, one more step, finding one, and how it is looked at. */
export function DrawingTools({ editor, view, onView, onFit, onSearch }: Props) {
  const t = useTranslations("builder");
  const { kit } = editor;
  return (
    <>
      {!editor.readOnly && (
        <>
          <Tool label={t("undo")} disabled={!editor.canUndo} onClick={editor.undo}>
            <Undo2 />
          </Tool>
          <Tool label={t("redo")} disabled={!editor.canRedo} onClick={editor.redo}>
            <Redo2 />
          </Tool>
          {view === "canvas" && (
            <Tool
              label={t("autoLayout")}
              onClick={() => {
                editor.edit((graph) => layoutDrawing(graph, kit.edits.portsOf));
                onFit();
              }}
            >
              <Network />
            </Tool>
          )}
          <Tool
            label={t("addStep")}
            onClick={(event) => editor.openMenu({ place: placeAfter(editor), at: besides(event.currentTarget) })}
          >
            <Plus />
          </Tool>
        </>
      )}
      <Tool label={t("search.title", { thing: kit.thing })} onClick={onSearch}>
        <Search />
      </Tool>
      <ViewSwitch view={view} hasWords={kit.WordsView !== undefined} onChange={onView} />
    </>
  );
}

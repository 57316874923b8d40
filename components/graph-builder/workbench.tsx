"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, type RefObject, useState } from "react";
import { Palette } from "@/components/graph-builder/canvas/palette";
import { StepMenu } from "@/components/graph-builder/canvas/step-menu";
import { type Editor, type EditorActions, EditorActionsProvider } from "@/components/graph-builder/editing/use-editor";
import { ListView } from "@/components/graph-builder/list/list-view";
import { selectedPanel, WholePanel } from "@/components/graph-builder/panel/side-panel";
import { isNarrowNow, useNarrow, type View } from "@/components/graph-builder/view-switch";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChangeKind } from "@/server/graphs/diff";
import type { DrawnNode } from "@/server/graphs/shape";

const loadCanvas = () => import("@/components/graph-builder/canvas/canvas");
const Canvas = dynamic(loadCanvas, {
  ssr: false,
  loading: () => <Skeleton className="h-full rounded-none" />,
});

// It comes while the journey does, not after it; on a phone it may never be asked for.
if (typeof window !== "undefined" && !isNarrowNow()) void loadCanvas();

/** `opener`: where the focus goes when a phone's sheet of it closes. */
export type Aside = {
  title: string;
  content: ReactNode;
  onClose: () => void;
  opener: RefObject<HTMLElement | null>;
};

type Props = {
  editor: Editor;
  actions: EditorActions;
  view: View;
  toolbar: ReactNode;
  /** What happened to steps and connections, where two graphs are compared. */
  changes?: ReadonlyMap<string, ChangeKind>;
  /** In place of the step's settings. */
  panel?: (node: DrawnNode | undefined) => ReactNode;
  onAdd?: (item: string) => void;
  /** The step to be lit. */
  lit?: string;
  fitKey?: number;
  /** In the place of the steps to add; on a phone a sheet of its own. */
  aside?: Aside;
  /** Over the canvas or the list. */
  overlay?: ReactNode;
  rootRef?: Ref<HTMLDivElement>;
};

/** Toolbar above; palette, canvas or list, and the side panel of what is selected. On a phone the panel is a sheet. */
export function Workbench({
  editor,
  actions,
  view,
  toolbar,
  onAdd,
  changes,
  panel,
  lit,
  fitKey = 0,
  aside,
  overlay,
  rootRef,
}: Props) {
  const t = useTranslations("builder");
  const isNarrow = useNarrow();
  const [opened, setOpened] = useState(false);
  const shown = selectedPanel(editor, panel);
  const { WordsView } = editor.kit;
  return (
    <EditorActionsProvider value={actions}>
      <div
        ref={rootRef}
        tabIndex={-1}
        data-bleed
        data-keyboard="own"
        className="flex h-full min-h-0 flex-col bg-background outline-none"
      >
        {toolbar}
        <div className="flex min-h-0 flex-1">
          {aside && !isNarrow && (
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everything in it takes the focus
              tabIndex={0}
              aria-label={aside.title}
              className="w-80 shrink-0 overflow-y-auto border-r bg-card p-4 -outline-offset-2"
            >
              {aside.content}
            </section>
          )}
          {onAdd && !aside && view === "canvas" && (
            <div className="hidden w-48 shrink-0 overflow-y-auto border-r p-2 md:block">
              <Palette kit={editor.kit} onAdd={onAdd} />
            </div>
          )}
          <div className="relative min-w-0 flex-1">
            {view === "canvas" ? (
              <Canvas editor={editor} changes={changes} lit={lit} fitKey={fitKey} />
            ) : view === "words" && WordsView && !changes ? (
              <WordsView editor={editor} />
            ) : (
              <ListView editor={editor} changes={changes} lit={lit} onOpen={() => setOpened(true)} />
            )}
            {overlay}
          </div>
          {isNarrow ? (
            <Sheet
              open={shown !== undefined && (opened || view === "canvas")}
              onOpenChange={(open) => {
                if (open) return;
                setOpened(false);
                editor.select([]);
              }}
            >
              <SheetContent side="bottom" className="max-h-[92dvh]">
                <SheetHeader className="sr-only">
                  <SheetTitle>{t("stepSettings")}</SheetTitle>
                  <SheetDescription>{t("stepSettings")}</SheetDescription>
                </SheetHeader>
                <div className="px-4 pt-10 pb-6">{shown}</div>
              </SheetContent>
            </Sheet>
          ) : (
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and read-only nothing in it takes the focus
              tabIndex={0}
              data-side-panel
              className="w-96 shrink-0 overflow-y-auto border-l bg-card p-4 -outline-offset-2"
              aria-label={t("sidePanel")}
            >
              {shown ?? panel?.(undefined) ?? <WholePanel editor={editor} />}
            </section>
          )}
        </div>
        {aside && isNarrow && (
          <Sheet open onOpenChange={(open) => !open && aside.onClose()}>
            <SheetContent
              side="bottom"
              className="max-h-[92dvh]"
              onEscapeKeyDown={leaveToField}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                aside.opener.current?.focus();
              }}
            >
              <SheetHeader className="sr-only">
                <SheetTitle>{aside.title}</SheetTitle>
                <SheetDescription>{aside.title}</SheetDescription>
              </SheetHeader>
              <div className="px-4 pt-10 pb-6">{aside.content}</div>
            </SheetContent>
          </Sheet>
        )}
        <StepMenu editor={editor} />
      </div>
    </EditorActionsProvider>
  );
}

/** Escape in a field that is being edited ends the edit, not the sheet. */
function leaveToField(event: KeyboardEvent) {
  if (event.target instanceof Element && event.target.closest("[data-escape=own]")) event.preventDefault();
}

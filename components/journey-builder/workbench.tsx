"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useState } from "react";
import { Palette } from "@/components/journey-builder/canvas/palette";
import { StepMenu } from "@/components/journey-builder/canvas/step-menu";
import {
  type Editor,
  type EditorActions,
  EditorActionsProvider,
} from "@/components/journey-builder/editing/use-editor";
import { ListView } from "@/components/journey-builder/list/list-view";
import { StepPanel } from "@/components/journey-builder/panel/step-panel";
import { ProblemsPanel } from "@/components/journey-builder/problems/problems-panel";
import type { OfferedKind } from "@/components/journey-builder/step-kinds";
import { useNarrow, type View } from "@/components/journey-builder/view-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

const Canvas = dynamic(() => import("@/components/journey-builder/canvas/canvas"), {
  ssr: false,
  loading: () => <Skeleton className="h-full rounded-none" />,
});

type Props = {
  editor: Editor;
  actions: EditorActions & { readOnly: boolean };
  view: View;
  toolbar: ReactNode;
  onAdd?: (kind: OfferedKind) => void;
  fitKey?: number;
  rootRef?: Ref<HTMLDivElement>;
};

/** Toolbar above; palette, canvas or list, and the side panel of what is selected. On a phone the panel is a sheet. */
export function Workbench({ editor, actions, view, toolbar, onAdd, fitKey = 0, rootRef }: Props) {
  const t = useTranslations("journeys");
  const isNarrow = useNarrow();
  const [opened, setOpened] = useState(false);
  const node = editor.graph.nodes.find((candidate) => editor.selected.has(candidate.id));
  const several = editor.graph.nodes.filter((candidate) => editor.selected.has(candidate.id)).length > 1;
  const shown = node && !several ? node : undefined;
  return (
    <EditorActionsProvider value={actions}>
      <div ref={rootRef} data-bleed data-keyboard="own" className="flex h-full min-h-0 flex-col bg-background">
        {toolbar}
        <div className="flex min-h-0 flex-1">
          {onAdd && view === "canvas" && (
            <div className="hidden w-48 shrink-0 overflow-y-auto border-r p-2 md:block">
              <Palette onAdd={onAdd} />
            </div>
          )}
          <div className="relative min-w-0 flex-1">
            {view === "canvas" ? (
              <Canvas editor={editor} fitKey={fitKey} />
            ) : (
              <ListView editor={editor} onOpen={() => setOpened(true)} />
            )}
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
                <div className="px-4 pt-10 pb-6">{shown && <StepPanel editor={editor} node={shown} />}</div>
              </SheetContent>
            </Sheet>
          ) : (
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and read-only nothing in it takes the focus
              tabIndex={0}
              className="w-96 shrink-0 overflow-y-auto border-l bg-card p-4 -outline-offset-2"
              aria-label={t("sidePanel")}
            >
              {shown ? (
                <StepPanel key={shown.id} editor={editor} node={shown} />
              ) : (
                <Nothing editor={editor} several={several} />
              )}
            </section>
          )}
        </div>
        <StepMenu editor={editor} />
      </div>
    </EditorActionsProvider>
  );
}

function Nothing({ editor, several }: { editor: Editor; several: boolean }) {
  const t = useTranslations("journeys");
  const start = editor.graph.nodes.find((candidate) => candidate.kind === "start");
  return (
    <div className="grid gap-5">
      <p className="text-sm text-muted-foreground">
        {t(several ? "severalSelected" : "nothingSelected", { count: editor.selected.size })}
      </p>
      <section className="grid gap-2">
        <h2 className="text-sm font-semibold">{t("leaveOn")}</h2>
        <ul className="flex flex-wrap gap-1.5">
          {editor.graph.leaveOn.map((signal) => (
            <li key={signal}>
              <Badge variant="secondary">{t(`signals.${signal}`)}</Badge>
            </li>
          ))}
        </ul>
        {!editor.readOnly && start && (
          <Button variant="outline" size="sm" className="justify-self-start" onClick={() => editor.select([start.id])}>
            {t("change")}
          </Button>
        )}
      </section>
      <section className="grid gap-2">
        <h2 className="text-sm font-semibold">{t("problemsTitle")}</h2>
        <ProblemsPanel editor={editor} />
      </section>
    </div>
  );
}

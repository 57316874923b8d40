"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Editor } from "@/components/journey-builder/editing/use-editor";
import { GroupPanel, NotePanel } from "@/components/journey-builder/panel/annotation-panels";
import { SelectionPanel } from "@/components/journey-builder/panel/selection-panel";
import { StepPanel } from "@/components/journey-builder/panel/step-panel";
import { ProblemsPanel } from "@/components/journey-builder/problems/problems-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { DraftNode } from "@/server/journeys/graph/schema";

/** Settings of what is selected; undefined with nothing selected, where a phone shows nothing. */
export function selectedPanel(editor: Editor, panel?: (node: DraftNode | undefined) => ReactNode): ReactNode {
  const { graph, selected } = editor;
  if (selected.size > 1) return <SelectionPanel editor={editor} />;
  const [id] = selected;
  if (!id) return undefined;
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (node) return panel ? panel(node) : <StepPanel key={id} editor={editor} node={node} />;
  const note = graph.notes?.find((candidate) => candidate.id === id);
  if (note) return <NotePanel key={id} editor={editor} note={note} />;
  const group = graph.groups?.find((candidate) => candidate.id === id);
  if (group) return <GroupPanel key={id} editor={editor} group={group} />;
  return undefined;
}

/** With nothing selected: what ends the journey, and what is still wrong with it. */
export function WholePanel({ editor }: { editor: Editor }) {
  const t = useTranslations("journeys");
  const start = editor.graph.nodes.find((candidate) => candidate.kind === "start");
  return (
    <div className="grid gap-5">
      <p className="text-sm text-muted-foreground">{t("nothingSelected")}</p>
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

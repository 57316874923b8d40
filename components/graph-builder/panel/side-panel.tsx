"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { GroupPanel, NotePanel } from "@/components/graph-builder/panel/annotation-panels";
import { SelectionPanel } from "@/components/graph-builder/panel/selection-panel";
import { StepPanel } from "@/components/graph-builder/panel/step-panel";
import { ProblemsPanel } from "@/components/graph-builder/problems/problems-panel";
import type { DrawnNode } from "@/server/graphs/shape";

/** Settings of what is selected; undefined with nothing selected, where a phone shows nothing. */
export function selectedPanel(editor: Editor, panel?: (node: DrawnNode | undefined) => ReactNode): ReactNode {
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

/** With nothing selected: what belongs to no step, and what is still wrong. */
export function WholePanel({ editor }: { editor: Editor }) {
  const t = useTranslations("builder");
  const { WholeForm } = editor.kit;
  return (
    <div className="grid gap-5">
      <p className="text-sm text-muted-foreground">{t("nothingSelected")}</p>
      <WholeForm editor={editor} />
      <section className="grid gap-2">
        <h2 className="text-sm font-semibold">{t("problemsTitle")}</h2>
        <ProblemsPanel editor={editor} />
      </section>
    </div>
  );
}

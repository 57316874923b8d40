"use client";

import { CircleAlert, Copy, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { besides, type Editor } from "@/components/graph-builder/editing/use-editor";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { stepBefore } from "@/server/graphs/edits";
import { readingOrderOf } from "@/server/graphs/order";
import type { DrawnNode } from "@/server/graphs/shape";

/** Everything about one step: its name, its settings, where it leads, and what is wrong with it. */
export function StepPanel({ editor, node }: { editor: Editor; node: DrawnNode }) {
  const t = useTranslations("builder");
  const titleId = useId();
  const { edit, readOnly, graph, kit } = editor;
  const { edits, StepForm } = kit;
  const words = kit.useWords();
  const { icon: Icon, text } = kit.look(node.kind);
  const problems = editor.problems.filter((problem) => problem.nodeId === node.id);
  const problemWords = kit.useProblemWords(graph);
  return (
    <section aria-label={t("stepSettings")} className="flex flex-col gap-5">
      <header className="flex items-center gap-2">
        <span className="flex size-7 shrink-0 items-center justify-center rounded-md bg-muted">
          <Icon className={cn("size-4", text)} aria-hidden />
        </span>
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">{words.kind(node.kind)}</h2>
        {!readOnly && node.kind !== "start" && (
          <>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("duplicate")}
              onClick={() =>
                edit((current) => {
                  const copy = edits.duplicateNodes(current, [node.id]);
                  return { graph: copy.graph, select: copy.ids };
                })
              }
            >
              <Copy />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("delete")}
              onClick={() =>
                edit((current) => ({
                  graph: edits.deleteNodes(current, [node.id]),
                  select: stepBefore(current, [node.id]),
                }))
              }
            >
              <Trash2 />
            </Button>
          </>
        )}
      </header>
      {problems.length > 0 && (
        <ul className="grid gap-1 rounded-md bg-destructive-soft p-2.5 text-xs text-destructive-strong">
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be of the same kind
            <li key={index} className="flex gap-1.5">
              <CircleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
              {problemWords(problem)}
            </li>
          ))}
        </ul>
      )}
      {node.kind !== "start" && (
        <div className="grid gap-1.5">
          <Label htmlFor={titleId}>{t("stepTitle")}</Label>
          <Input
            id={titleId}
            maxLength={120}
            disabled={readOnly}
            placeholder={words.kind(node.kind)}
            value={node.title ?? ""}
            onChange={(event) => {
              const title = event.target.value || undefined;
              edit((current) => edits.updateNode(current, { ...node, title }), `${node.id}.title`);
            }}
          />
        </div>
      )}
      <StepForm
        key={node.id}
        node={node}
        graph={graph}
        readOnly={readOnly}
        wrong={new Set(problems.flatMap((problem) => (problem.detail ? [problem.detail] : [])))}
        onChange={(next, field) => edit((current) => edits.updateNode(current, next), field && `${node.id}.${field}`)}
        onGraph={(change) =>
          edit((current) => {
            const changed = change(current);
            const known = new Set(current.nodes.map((each) => each.id));
            const added = changed.nodes.filter((each) => !known.has(each.id)).map((each) => each.id);
            return { graph: changed, select: added.length > 0 ? added : [node.id] };
          })
        }
      />
      <WaysOut editor={editor} node={node} />
    </section>
  );
}

const nowhere = "";
const newStep = "+";

/** Where each way out leads: connecting without a mouse. */
function WaysOut({ editor, node }: { editor: Editor; node: DrawnNode }) {
  const t = useTranslations("builder");
  const id = useId();
  const { graph, edit, readOnly, openMenu } = editor;
  const { edits, useWords } = editor.kit;
  const words = useWords();
  const ports = edits.portsOf(node);
  if (ports.length === 0) return null;
  const targets = readingOrderOf(graph, edits.portsOf).filter(
    ({ node: other }) => other.kind !== "start" && other.id !== node.id,
  );
  return (
    <fieldset className="grid gap-2" disabled={readOnly}>
      <legend className="mb-1 text-sm font-medium">{t("leadsTo")}</legend>
      {ports.map((port) => {
        const edge = graph.edges.find((candidate) => candidate.from === node.id && candidate.port === port);
        return (
          <div key={port} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-2">
            <label htmlFor={`${id}-${port}`} className="truncate text-xs text-muted-foreground">
              {words.port(node, port)}
            </label>
            <select
              id={`${id}-${port}`}
              className="h-8 w-full rounded-md border border-input bg-card px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
              value={edge?.to ?? nowhere}
              onChange={(event) => {
                const to = event.target.value;
                if (to === newStep) openMenu({ place: { from: node.id, port }, at: besides(event.target) });
                else if (to === nowhere) edge && edit((current) => edits.disconnect(current, edge.id));
                else edit((current) => edits.connect(current, node.id, port, to));
              }}
            >
              <option value={nowhere}>{t("nowhere")}</option>
              <option value={newStep}>{t("aNewStep")}</option>
              {targets.map(({ node: other }) => (
                <option key={other.id} value={other.id}>
                  {words.title(other)}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </fieldset>
  );
}

"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { webhooksOf } from "@/components/journey-builder/step-forms/webhooks-of";
import { firstCondition } from "@/components/rules/fresh-condition";
import { RuleEditor } from "@/components/rules/rule-editor";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { freeId } from "@/server/graphs/ids";

/** Paths in the order in which they are tried; who matches none goes on by "otherwise". */
export function BranchForm({ node, graph, onChange, wrong, readOnly }: FormProps<"branch">) {
  const t = useTranslations("journeys");
  const paths = node.paths ?? [];
  const webhooks = webhooksOf(graph);
  type Path = (typeof paths)[number];
  const set = (next: Path[], field?: string) => onChange({ ...node, paths: next }, field);
  const replace = (path: Path, field?: string) =>
    set(
      paths.map((old) => (old.id === path.id ? path : old)),
      field,
    );
  const move = (from: number, by: number) => {
    const next = [...paths];
    const [path] = next.splice(from, 1);
    if (path) next.splice(from + by, 0, path);
    set(next);
  };
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <legend className="mb-1 text-sm font-medium">{t("fields.paths")}</legend>
      <p className="-mt-1 text-xs text-muted-foreground">{t("branchHint")}</p>
      {paths.map((path, index) => {
        const name = path.label || t("pathNumber", { number: index + 1 });
        return (
          <section
            key={path.id}
            aria-label={name}
            className={`grid gap-2 rounded-md border p-2.5 ${wrong.has(path.id) ? "border-destructive" : ""}`}
          >
            <div className="flex items-center gap-1">
              <Input
                aria-label={t("pathName", { number: index + 1 })}
                placeholder={t("pathNumber", { number: index + 1 })}
                value={path.label}
                maxLength={60}
                onChange={(event) => replace({ ...path, label: event.target.value }, `${path.id}.label`)}
              />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("moveUp", { name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <ArrowUp />
              </Button>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("moveDown", { name })}
                disabled={index === paths.length - 1}
                onClick={() => move(index, 1)}
              >
                <ArrowDown />
              </Button>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("removePath", { name })}
                onClick={() => set(paths.filter((old) => old.id !== path.id))}
              >
                <Trash2 />
              </Button>
            </div>
            <RuleEditor
              rule={path.when}
              readOnly={readOnly}
              webhooks={webhooks}
              onChange={(when, field) => replace({ ...path, when }, field && `${path.id}${field}`)}
            />
          </section>
        );
      })}
      <Button
        variant="outline"
        size="sm"
        className="justify-self-start"
        onClick={() =>
          set([
            ...paths,
            {
              id: freeId(
                "path",
                paths.map((path) => path.id),
              ),
              label: "",
              when: { all: [firstCondition] },
            },
          ])
        }
      >
        <Plus />
        {t("addPath")}
      </Button>
    </fieldset>
  );
}

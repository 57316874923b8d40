"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ItemTools } from "@/components/flow-builder/fields/item-tools";
import { ConditionFields } from "@/components/flow-builder/forms/condition-fields";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { Patience } from "@/components/flow-builder/forms/patience";
import { Instruction, OneSentence } from "@/components/flow-builder/forms/sentences";
import { useSlots } from "@/components/flow-builder/slots";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { CheckField } from "@/components/graph-builder/fields/fields";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Path } from "@/server/flows/graph/settings";
import { skillContracts } from "@/server/flows/skills/contracts";
import { skillName } from "@/server/flows/skills/names";
import { freeId } from "@/server/graphs/ids";

const pathsMax = 20;

/** Hears what the person says: what the model is to find out, the paths that lead on, and what it may do meanwhile. */
export function ListenForm(props: FormProps<"listen">) {
  const { node, onChange } = props;
  const t = useTranslations("flows.fields");
  const words = useFlowWords();
  return (
    <>
      <OneSentence {...props} field="prompt" />
      <Instruction {...props} />
      <Paths {...props} />
      <CheckField
        legend={t("skills")}
        options={skillName.options
          .filter((name) => name !== "end" && name !== "transfer")
          .map((value) => ({
            value,
            label: words.skill(value),
            disabled: skillContracts[value].commits,
            hint: skillContracts[value].commits ? t("ownStep") : undefined,
          }))}
        chosen={node.skills ?? []}
        onChange={(skills) => onChange({ ...node, skills })}
      />
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}

/** Tried from the top; what none of them fits leaves as not understood. */
function Paths({ node, graph, onChange, wrong, readOnly }: FormProps<"listen">) {
  const t = useTranslations("flows.paths");
  const slots = useSlots(graph);
  const paths = node.paths ?? [];
  const set = (next: Path[], field?: string) => onChange({ ...node, paths: next }, field);
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{t("title")}</legend>
      <p className="-mt-1 text-xs text-muted-foreground">{t("hint")}</p>
      {paths.map((path, at) => {
        const name = path.label.trim() || t("number", { number: at + 1 });
        return (
          <section
            key={path.id}
            aria-label={name}
            className={`grid gap-2 rounded-md border p-2.5 ${wrong.has(path.id) ? "border-destructive" : ""}`}
          >
            <div className="flex items-center gap-1">
              <Input
                aria-label={t("name", { number: at + 1 })}
                placeholder={t("number", { number: at + 1 })}
                value={path.label}
                maxLength={120}
                onChange={({ target }) => set(paths.with(at, { ...path, label: target.value }), `${path.id}.label`)}
              />
              {!readOnly && <ItemTools name={name} at={at} items={paths} onChange={set} />}
            </div>
            <ConditionFields
              condition={path.when}
              languages={graph.languages}
              slots={slots}
              onChange={(when, field) => set(paths.with(at, { ...path, when }), field && `${path.id}.${field}`)}
            />
          </section>
        );
      })}
      {!readOnly && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          disabled={paths.length >= pathsMax}
          onClick={() => {
            const id = freeId(
              "path",
              paths.map((path) => path.id),
            );
            set([...paths, { id, label: "", when: { by: "intent", intent: "will_pay" } }]);
          }}
        >
          <Plus aria-hidden /> {t("add")}
        </Button>
      )}
    </fieldset>
  );
}

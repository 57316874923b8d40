"use client";

import { useTranslations } from "next-intl";
import { SwitchField } from "@/components/flow-builder/fields/switch-field";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { Patience } from "@/components/flow-builder/forms/patience";
import { OneSentence } from "@/components/flow-builder/forms/sentences";
import { NumberField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import { answerKinds, type SlotLimits } from "@/server/flows/graph/settings";

/** What is asked for, what kind of thing it is, and what of it is taken. */
export function AskForm(props: FormProps<"ask">) {
  const { node, onChange, wrong } = props;
  const t = useTranslations("flows.fields");
  const kinds = useTranslations("flows.answerKinds");
  return (
    <>
      <SelectField
        label={t("of")}
        value={node.of}
        unset={t("choose")}
        invalid={wrong.has("of")}
        options={answerKinds.map((value) => ({ value, label: kinds(value) }))}
        onChange={(of) => {
          const mustConfirm = of === "amount" || of === "date";
          onChange({ ...node, of, limits: undefined, isConfirmed: mustConfirm || node.isConfirmed });
        }}
      />
      <TextField
        label={t("slot")}
        hint={t("slotHint")}
        max={40}
        invalid={wrong.has("slot")}
        value={node.slot}
        onChange={(typed) => onChange({ ...node, slot: slotName(typed) }, "slot")}
      />
      <OneSentence {...props} field="question" />
      <Limits {...props} />
      <SwitchField
        label={t("isConfirmed")}
        hint={t("isConfirmedHint")}
        checked={node.isConfirmed === true}
        onChange={(isConfirmed) => onChange({ ...node, isConfirmed })}
      />
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}

/** What is typed as a name that sentences and skills can use it by. */
function slotName(typed: string): string | undefined {
  const name = typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "");
  return name || undefined;
}

function Limits({ node, onChange }: FormProps<"ask">) {
  const t = useTranslations("flows.fields");
  const { limits = {} } = node;
  const set = (next: SlotLimits, field?: string) => onChange({ ...node, limits: next }, field);
  if (node.of === "amount")
    return (
      <>
        <SwitchField
          label={t("upToBalance")}
          checked={limits.upToBalance === true}
          onChange={(on) => set({ ...limits, upToBalance: on || undefined })}
        />
        <NumberField
          label={t("percentMin")}
          value={limits.percentMin}
          min={1}
          max={100}
          onClear={() => set({ ...limits, percentMin: undefined })}
          onChange={(percentMin) => set({ ...limits, percentMin }, "percentMin")}
        />
      </>
    );
  if (node.of !== "date") return null;
  return (
    <NumberField
      label={t("dateWithin")}
      value={limits.withinDays}
      min={1}
      max={365}
      onClear={() => set({ ...limits, withinDays: undefined })}
      onChange={(withinDays) => set({ ...limits, withinDays }, "withinDays")}
    />
  );
}

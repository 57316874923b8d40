"use client";

import { useTranslations } from "next-intl";
import { comparedFrom } from "@/components/flow-builder/forms/compared-text";
import { useFlowWords } from "@/components/flow-builder/step-kinds";
import { SelectField, TextField } from "@/components/graph-builder/fields/fields";
import type { Argument } from "@/server/flows/graph/settings";
import { choicesOf, isNumber, type SkillContract } from "@/server/flows/skills/contracts";

const none = "none";

type Props = {
  name: string;
  contract: SkillContract;
  isRequired: boolean;
  isWrong: boolean;
  slots: readonly string[];
  given: Argument | undefined;
  onChange: (argument: Argument | undefined, field?: string) => void;
};

/** Where something that a skill takes comes from. */
export function ArgumentField({ name, contract, isRequired, isWrong, slots, given, onChange }: Props) {
  const t = useTranslations("flows.arguments");
  const label = useFlowWords().argument(name);
  const choices = choicesOf(contract, name);
  const fresh: Record<Argument["from"], Argument> = {
    slot: { from: "slot", slot: slots[0] ?? "answer" },
    value: { from: "value", value: choices?.[0] ?? "" },
    last_turn: { from: "last_turn" },
  };
  return (
    <fieldset className="grid gap-2 rounded-md border p-2.5">
      <legend className="px-1 text-xs font-medium">
        {label}
        {!isRequired && <span className="font-normal text-muted-foreground"> ({t("optional")})</span>}
      </legend>
      <SelectField
        label={t("from", { name: label })}
        value={given?.from ?? none}
        invalid={isWrong}
        options={[
          { value: none, label: t("sources.none") },
          ...(["slot", "value", "last_turn"] as const).map((value) => ({ value, label: t(`sources.${value}`) })),
        ]}
        onChange={(from) => from !== given?.from && onChange(from === none ? undefined : fresh[from])}
      />
      {given?.from === "slot" && (
        <SelectField
          label={t("slot", { name: label })}
          value={given.slot}
          options={[...new Set([given.slot, ...slots])].map((value) => ({ value, label: value }))}
          onChange={(slot) => onChange({ from: "slot", slot })}
        />
      )}
      {given?.from === "value" && choices && (
        <SelectField
          label={t("value", { name: label })}
          value={String(given.value)}
          options={choices.map((choice) => {
            const value = String(choice);
            return { value, label: t.has(`choices.${value}`) ? t(`choices.${value}`) : value };
          })}
          onChange={(text) => {
            const value = choices.find((choice) => String(choice) === text);
            if (value !== undefined) onChange({ from: "value", value });
          }}
        />
      )}
      {given?.from === "value" && !choices && (
        <TextField
          label={t("value", { name: label })}
          max={300}
          value={String(given.value)}
          onChange={(text) =>
            onChange({ from: "value", value: isNumber(contract, name) ? comparedFrom(text) : text }, `args.${name}`)
          }
        />
      )}
    </fieldset>
  );
}

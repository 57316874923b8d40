"use client";

import { useTranslations } from "next-intl";
import { comparedFrom, comparedText } from "@/components/flow-builder/forms/compared-text";
import { SelectField, TextField } from "@/components/graph-builder/fields/fields";
import type { KnownFact } from "@/server/flows/graph/settings";

/** Facts that are one of a few. */
const choices: Partial<Record<KnownFact, readonly string[]>> = {
  has_promise: ["true", "false"],
  debtor_kind: ["company", "sole_trader", "consumer"],
  channel: ["voice", "sms", "email", "chat"],
  language: ["en", "hi"],
  sentiment: ["positive", "neutral", "negative", "hostile"],
};

type Value = string | number | boolean;

/** What a fact is compared with until something else is chosen. */
export function firstValue(fact: KnownFact): Value {
  return comparedFrom(choices[fact]?.[0] ?? "0");
}

/** What something is compared with: a number, yes or no, one of a few, or a text. */
export function ComparedField({
  fact,
  value,
  onChange,
}: {
  fact: KnownFact | undefined;
  value: Value;
  onChange: (value: Value) => void;
}) {
  const t = useTranslations("flows");
  const options = fact && choices[fact];
  if (!options)
    return (
      <TextField
        label={t("conditions.value")}
        max={120}
        value={comparedText(value)}
        onChange={(text) => onChange(comparedFrom(text))}
      />
    );
  const known = options.find((option) => option === comparedText(value));
  return (
    <SelectField
      label={t("conditions.value")}
      value={known}
      unset={t("fields.choose")}
      options={options.map((option) => ({ value: option, label: t(`compared.${option}`) }))}
      onChange={(text) => onChange(comparedFrom(text))}
    />
  );
}

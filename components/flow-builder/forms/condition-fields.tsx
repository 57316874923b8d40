"use client";

import { useLocale, useTranslations } from "next-intl";
import { LinesField } from "@/components/flow-builder/fields/lines-field";
import { ComparedField, firstValue } from "@/components/flow-builder/forms/compared-field";
import { SelectField, TextField } from "@/components/graph-builder/fields/fields";
import { type Condition, comparisons, intents, knownFacts } from "@/server/flows/graph/settings";
import type { Language } from "@/server/flows/languages";

type Props<By extends Condition["by"] = Condition["by"]> = {
  condition: Extract<Condition, { by: By }>;
  languages: readonly Language[];
  slots: readonly string[];
  onChange: (condition: Condition, field?: string) => void;
};

const fresh: { [By in Condition["by"]]: (slots: readonly string[]) => Extract<Condition, { by: By }> } = {
  words: () => ({ by: "words", words: {} }),
  intent: () => ({ by: "intent", intent: "will_pay" }),
  meaning: () => ({ by: "meaning", description: "", examples: [] }),
  slot: (slots) => ({ by: "slot", slot: slots[0] ?? "answer", op: "is", value: "" }),
  known: () => ({ by: "known", fact: "overdue_balance", op: "more_than", value: 0 }),
};
const ways = Object.keys(fresh) as Condition["by"][];

/** When a path is taken. */
export function ConditionFields(props: Props) {
  const { condition, slots, onChange } = props;
  const t = useTranslations("flows.conditions");
  return (
    <>
      <SelectField
        label={t("by")}
        value={condition.by}
        options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        onChange={(by) => by !== condition.by && onChange(fresh[by](slots))}
      />
      {condition.by === "words" && <Words {...props} condition={condition} />}
      {condition.by === "intent" && <Intended {...props} condition={condition} />}
      {condition.by === "meaning" && <Meaning {...props} condition={condition} />}
      {condition.by === "slot" && <Slot {...props} condition={condition} />}
      {condition.by === "known" && <Known {...props} condition={condition} />}
    </>
  );
}

function Words({ condition, languages, onChange }: Props<"words">) {
  const t = useTranslations("flows.conditions");
  const names = new Intl.DisplayNames(useLocale(), { type: "language" });
  return languages.map((language) => (
    <LinesField
      key={language}
      label={t("words", { language: names.of(language) ?? language })}
      lang={language}
      lines={condition.words[language] ?? []}
      countMax={30}
      lengthMax={80}
      onChange={(lines) =>
        onChange({ ...condition, words: { ...condition.words, [language]: lines } }, `words.${language}`)
      }
    />
  ));
}

function Intended({ condition, onChange }: Props<"intent">) {
  const t = useTranslations("flows");
  return (
    <SelectField
      label={t("conditions.intent")}
      value={condition.intent}
      options={intents.map((value) => ({ value, label: t(`intents.${value}`) }))}
      onChange={(intent) => onChange({ ...condition, intent })}
    />
  );
}

function Meaning({ condition, onChange }: Props<"meaning">) {
  const t = useTranslations("flows.conditions");
  return (
    <>
      <TextField
        label={t("meaning")}
        max={300}
        value={condition.description}
        onChange={(description) => onChange({ ...condition, description }, "description")}
      />
      <LinesField
        label={t("examples")}
        lines={condition.examples}
        countMax={10}
        lengthMax={200}
        onChange={(examples) => onChange({ ...condition, examples }, "examples")}
      />
    </>
  );
}

function Slot({ condition, slots, onChange }: Props<"slot">) {
  const t = useTranslations("flows.conditions");
  const names = [...new Set([condition.slot, ...slots])];
  return (
    <>
      <SelectField
        label={t("slot")}
        value={condition.slot}
        options={names.map((value) => ({ value, label: value }))}
        onChange={(slot) => onChange({ ...condition, slot })}
      />
      <Compared condition={condition} onChange={onChange} />
    </>
  );
}

function Known({ condition, onChange }: Props<"known">) {
  const t = useTranslations("flows");
  return (
    <>
      <SelectField
        label={t("conditions.fact")}
        value={condition.fact}
        options={knownFacts.map((value) => ({ value, label: t(`facts.${value}`) }))}
        onChange={(fact) => onChange({ ...condition, fact, value: firstValue(fact) })}
      />
      <Compared condition={condition} onChange={onChange} />
    </>
  );
}

function Compared({
  condition,
  onChange,
}: {
  condition: Extract<Condition, { by: "slot" | "known" }>;
  onChange: Props["onChange"];
}) {
  const t = useTranslations("flows.conditions");
  return (
    <>
      <SelectField
        label={t("op")}
        value={condition.op}
        options={comparisons.map((value) => ({ value, label: t(`ops.${value}`) }))}
        onChange={(op) => onChange({ ...condition, op })}
      />
      <ComparedField
        fact={condition.by === "known" ? condition.fact : undefined}
        value={condition.value}
        onChange={(value) => onChange({ ...condition, value }, "value")}
      />
    </>
  );
}

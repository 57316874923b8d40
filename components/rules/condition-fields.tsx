"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { freshCondition } from "@/components/rules/fresh-condition";
import type { WebhookStep } from "@/components/rules/rule-editor";
import {
  AmountField,
  DaysField,
  FieldNameField,
  NumberField,
  ResultFields,
  TextField,
} from "@/components/rules/value-fields";
import { ValuesField } from "@/components/rules/values-field";
import { NativeSelect } from "@/components/ui/native-select";
import { type Fact, factTypes } from "@/server/journeys/rules/facts";
import { type Condition, type ConditionOf, operators } from "@/server/journeys/rules/schema";

/** How facts are grouped where one is chosen. */
const factGroups = {
  money: ["balance", "overdue_balance", "largest_invoice", "currency"],
  invoices: [
    "oldest_overdue_days",
    "ageing_bucket",
    "invoice_count",
    "overdue_invoice_count",
    "disputed",
    "average_days_late",
    "last_payment",
    "broken_promises",
    "risk",
  ],
  debtor: ["debtor_kind", "country", "language", "reachable", "tags", "stage", "field"],
  freight: ["pod_present", "short_paid", "accessorial_disputed", "factored", "portal_rejected", "mode", "lane"],
  webhooks: ["webhook_result"],
} as const satisfies Record<string, readonly Fact[]>;

export type ConditionProps<Asked extends Fact = Fact> = {
  condition: ConditionOf<Asked>;
  /** `typed`: one stroke of many, as undo counts them. */
  onChange: (condition: Condition, typed?: boolean) => void;
};

/** One rule: which fact, how it is compared, and with what. */
export function ConditionFields({
  condition,
  number,
  webhooks,
  onChange,
}: ConditionProps & { number: number; webhooks: readonly WebhookStep[] }) {
  const t = useTranslations("rules");
  return (
    <fieldset className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
      <legend className="sr-only">{t("editor.ruleNumber", { number })}</legend>
      <NativeSelect
        aria-label={t("editor.fact")}
        className="h-7 text-xs"
        value={condition.fact}
        onChange={(event) => onChange(freshCondition(event.target.value as Fact))}
      >
        {Object.entries(factGroups).map(([group, facts]) => (
          <optgroup key={group} label={t(`groups.${group as keyof typeof factGroups}`)}>
            {facts.map((fact) => (
              <option key={fact} value={fact} disabled={fact === "webhook_result" && webhooks.length === 0}>
                {t(`facts.${fact}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      {fieldsOf(condition, onChange, webhooks)}
    </fieldset>
  );
}

function fieldsOf(
  condition: Condition,
  onChange: ConditionProps["onChange"],
  webhooks: readonly WebhookStep[],
): ReactNode {
  if ("is" in condition) return <BooleanField condition={condition} onChange={onChange} />;
  const operator = <Operator condition={condition} onChange={onChange} />;
  if ("values" in condition) {
    return (
      <>
        {operator}
        <ValuesField condition={condition} onChange={onChange} />
      </>
    );
  }
  if ("amountMinor" in condition) {
    return (
      <>
        {operator}
        <AmountField condition={condition} onChange={onChange} />
      </>
    );
  }
  switch (condition.fact) {
    case "last_payment":
      return (
        <>
          {operator}
          <DaysField condition={condition} onChange={onChange} />
        </>
      );
    case "webhook_result":
      return (
        <>
          <ResultFields condition={condition} onChange={onChange} webhooks={webhooks} />
          {operator}
          <TextField condition={condition} onChange={onChange} />
        </>
      );
    case "field":
    case "stage":
      return (
        <>
          <FieldNameField condition={condition} onChange={onChange} />
          {operator}
          <TextField condition={condition} onChange={onChange} />
        </>
      );
    default:
      return (
        <>
          {operator}
          <NumberField condition={condition} onChange={onChange} />
        </>
      );
  }
}

function Operator({
  condition,
  onChange,
}: { condition: Exclude<Condition, { is: boolean }> } & Pick<ConditionProps, "onChange">) {
  const t = useTranslations("rules");
  const offered: readonly string[] = operators[factTypes[condition.fact] as keyof typeof operators];
  return (
    <NativeSelect
      aria-label={t("editor.operator")}
      className="h-7 text-xs"
      value={condition.op}
      onChange={(event) => onChange({ ...condition, op: event.target.value } as Condition)}
    >
      {offered.map((op) => (
        <option key={op} value={op}>
          {t(`operators.${op}` as "operators.is")}
        </option>
      ))}
    </NativeSelect>
  );
}

function BooleanField({
  condition,
  onChange,
}: { condition: Extract<Condition, { is: boolean }> } & Pick<ConditionProps, "onChange">) {
  const t = useTranslations("rules");
  return (
    <NativeSelect
      aria-label={t("editor.operator")}
      className="h-7 text-xs"
      value={String(condition.is)}
      onChange={(event) => onChange({ ...condition, is: event.target.value === "true" })}
    >
      <option value="true">{t("operators.true")}</option>
      <option value="false">{t("operators.false")}</option>
    </NativeSelect>
  );
}

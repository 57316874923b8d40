"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import type { ConditionProps } from "@/components/rules/condition-fields";
import type { WebhookStep } from "@/components/rules/rule-editor";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { FactsOf } from "@/server/journeys/rules/facts";
import { currencyExponent, decimalText, isCurrency } from "@/server/money";

const small = "h-7 w-20 text-xs";

/** An amount, and the upper end where one is asked for. */
export function AmountField({ condition, onChange }: ConditionProps<FactsOf<"money">>) {
  const t = useTranslations("rules.editor");
  const exponent = isCurrency(condition.currency) ? currencyExponent(condition.currency) : 2;
  return (
    <>
      <Amount
        label={t("value")}
        minor={condition.amountMinor}
        exponent={exponent}
        onChange={(amountMinor) => onChange({ ...condition, amountMinor }, true)}
      />
      {condition.op === "between" && (
        <Amount
          label={t("to")}
          minor={condition.toMinor}
          exponent={exponent}
          onChange={(toMinor) => onChange({ ...condition, toMinor }, true)}
        />
      )}
      <Typed
        label={t("currency")}
        className="h-7 w-14 text-xs uppercase"
        max={3}
        value={condition.currency}
        valid={(text) => isCurrency(text.toUpperCase())}
        onChange={(text) => onChange({ ...condition, currency: text.toUpperCase() }, true)}
      />
    </>
  );
}

function Amount(props: {
  label: string;
  minor: number | undefined;
  exponent: number;
  onChange: (minor: number) => void;
}) {
  const minorOf = (text: string) => minorFromText(text, props.exponent);
  return (
    <Typed
      label={props.label}
      decimal
      className="h-7 w-24 text-right text-xs tabular-nums"
      value={props.minor === undefined ? "" : decimalText(props.minor, props.exponent)}
      valid={(text) => minorOf(text) !== undefined}
      onChange={(text) => {
        const minor = minorOf(text);
        if (minor !== undefined) props.onChange(minor);
      }}
    />
  );
}

export function NumberField({ condition, onChange }: ConditionProps<FactsOf<"number">>) {
  const t = useTranslations("rules.editor");
  return (
    <>
      <Count label={t("value")} value={condition.value} onChange={(value) => onChange({ ...condition, value }, true)} />
      {condition.op === "between" && (
        <Count label={t("to")} value={condition.to} onChange={(to) => onChange({ ...condition, to }, true)} />
      )}
    </>
  );
}

export function DaysField({ condition, onChange }: ConditionProps<"last_payment">) {
  const t = useTranslations("rules.editor");
  if (condition.op === "ever" || condition.op === "never") return null;
  return <Count label={t("days")} value={condition.days} onChange={(days) => onChange({ ...condition, days }, true)} />;
}

function Count(props: { label: string; value: number | undefined; onChange: (value: number) => void }) {
  return (
    <Input
      type="number"
      min={0}
      max={3650}
      aria-label={props.label}
      className={small}
      value={props.value ?? ""}
      onChange={(event) => {
        const value = Math.round(event.target.valueAsNumber);
        if (value >= 0 && value <= 3650) props.onChange(value);
      }}
    />
  );
}

export function TextField({ condition, onChange }: ConditionProps<FactsOf<"text"> | "webhook_result">) {
  const t = useTranslations("rules.editor");
  if (condition.op === "is_set" || condition.op === "is_not_set") return null;
  return (
    <Input
      aria-label={t("value")}
      className="h-7 w-32 text-xs"
      maxLength={200}
      value={String(condition.value ?? "")}
      onChange={(event) => onChange({ ...condition, value: event.target.value }, true)}
    />
  );
}

/** Which of the debtor's own fields. */
export function FieldNameField({ condition, onChange }: ConditionProps<FactsOf<"text">>) {
  const t = useTranslations("rules.editor");
  if (condition.fact !== "field") return null;
  return (
    <Input
      aria-label={t("fieldName")}
      placeholder={t("fieldName")}
      className="h-7 w-32 text-xs"
      maxLength={80}
      value={condition.field ?? ""}
      onChange={(event) => onChange({ ...condition, field: event.target.value }, true)}
    />
  );
}

/** Which part of which webhook's answer. */
export function ResultFields({
  condition,
  onChange,
  webhooks,
}: ConditionProps<"webhook_result"> & { webhooks: readonly WebhookStep[] }) {
  const t = useTranslations("rules.editor");
  if (webhooks.length === 0) return <span className="text-xs text-muted-foreground">{t("noWebhook")}</span>;
  const choices = webhooks.flatMap((step) => step.keep.map((path) => ({ nodeId: step.id, path, title: step.title })));
  const value = JSON.stringify([condition.nodeId, condition.path]);
  return (
    <NativeSelect
      aria-label={t("path")}
      className="h-7 text-xs"
      value={value}
      onChange={(event) => {
        const [nodeId, path] = JSON.parse(event.target.value) as [string, string];
        onChange({ ...condition, nodeId, path });
      }}
    >
      <option value={JSON.stringify(["", ""])}>{t("path")}</option>
      {choices.map(({ nodeId, path, title }) => (
        <option key={`${nodeId} ${path}`} value={JSON.stringify([nodeId, path])}>
          {title}: {path}
        </option>
      ))}
    </NativeSelect>
  );
}

/** Keeps what is typed while it is not valid yet; only what is valid becomes the rule. */
function Typed(props: {
  label: string;
  value: string;
  max?: number;
  decimal?: boolean;
  className: string;
  valid: (text: string) => boolean;
  onChange: (text: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      aria-label={props.label}
      aria-invalid={typed !== null && !props.valid(typed)}
      inputMode={props.decimal ? "decimal" : undefined}
      maxLength={props.max}
      className={props.className}
      value={typed ?? props.value}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        if (props.valid(event.target.value)) props.onChange(event.target.value);
      }}
    />
  );
}

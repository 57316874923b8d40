"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { Condition } from "@/server/journeys/graph/schema";
import { currencyExponent, decimalText, isCurrency } from "@/server/money";

type Fact = Condition["fact"];
type Of<Wanted extends Fact> = Extract<Condition, { fact: Wanted }>;
type FieldProps<Wanted extends Fact> = { rule: Of<Wanted>; onChange: (rule: Of<Wanted>) => void };

const fresh: { [Wanted in Fact]: Of<Wanted> } = {
  oldest_overdue_days: { fact: "oldest_overdue_days", compare: "at_least", days: 30 },
  balance: { fact: "balance", compare: "at_least", amountMinor: 1_000_00, currency: "USD" },
  invoice_count: { fact: "invoice_count", compare: "at_least", count: 2 },
  debtor_kind: { fact: "debtor_kind", is: "company" },
  country: { fact: "country", is: "US" },
  has_channel: { fact: "has_channel", channel: "sms" },
  tag: { fact: "tag", is: "key account" },
};
const facts = Object.keys(fresh) as Fact[];

const fields: { [Wanted in Fact]: (props: FieldProps<Wanted>) => ReactNode } = {
  oldest_overdue_days: ({ rule, onChange }) => (
    <Compared
      rule={rule}
      onChange={onChange}
      value={rule.days}
      onValue={(days) => onChange({ ...rule, days })}
      max={3650}
    />
  ),
  invoice_count: ({ rule, onChange }) => (
    <Compared
      rule={rule}
      onChange={onChange}
      value={rule.count}
      onValue={(count) => onChange({ ...rule, count })}
      max={100_000}
    />
  ),
  balance: BalanceField,
  debtor_kind: DebtorKindField,
  country: ({ rule, onChange }) => (
    <TextField
      label="country"
      value={rule.is}
      max={2}
      onChange={(is) => onChange({ ...rule, is: is.toUpperCase() })}
      valid={(text) => /^[a-z]{2}$/i.test(text)}
    />
  ),
  has_channel: HasChannelField,
  tag: ({ rule, onChange }) => (
    <TextField
      label="tag"
      value={rule.is}
      max={60}
      onChange={(is) => onChange({ ...rule, is })}
      valid={(text) => text.trim() !== ""}
    />
  ),
};

/** One rule: which fact, and what is asked of it. */
export function RuleFields({
  rule,
  number,
  onChange,
  onRemove,
}: {
  rule: Condition;
  number: number;
  onChange: (rule: Condition) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("journeys");
  const Fields = fields[rule.fact] as (props: { rule: Condition; onChange: (rule: Condition) => void }) => ReactNode;
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">{t("ruleNumber", { number })}</legend>
      <Choice
        label={t("fact")}
        value={rule.fact}
        options={facts}
        words={(fact) => t(`facts.${fact}`)}
        onChange={(fact) => onChange(fresh[fact])}
      />
      <Fields rule={rule} onChange={onChange} />
      <Button
        variant="ghost"
        size="icon-sm"
        className="ml-auto"
        aria-label={t("removeRule", { number })}
        onClick={onRemove}
      >
        <X />
      </Button>
    </fieldset>
  );
}

function Choice<Option extends string>(props: {
  label: string;
  value: Option;
  options: readonly Option[];
  words: (option: Option) => string;
  onChange: (option: Option) => void;
}) {
  return (
    <Select value={props.value} onValueChange={(value) => props.onChange(value as Option)}>
      <SelectTrigger size="sm" aria-label={props.label}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {props.options.map((option) => (
          <SelectItem key={option} value={option}>
            {props.words(option)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

const comparisons = ["at_least", "at_most", "equals"] as const;

function Comparison<Rule extends { compare: (typeof comparisons)[number] }>({
  rule,
  onChange,
}: {
  rule: Rule;
  onChange: (rule: Rule) => void;
}) {
  const t = useTranslations("journeys");
  return (
    <Choice
      label={t("comparison")}
      value={rule.compare}
      options={comparisons}
      words={(compare) => t(`compare.${compare}`)}
      onChange={(compare) => onChange({ ...rule, compare })}
    />
  );
}

function Compared<Rule extends Of<"oldest_overdue_days"> | Of<"invoice_count">>(props: {
  rule: Rule;
  onChange: (rule: Rule) => void;
  value: number;
  onValue: (value: number) => void;
  max: number;
}) {
  const t = useTranslations("journeys");
  return (
    <>
      <Comparison rule={props.rule} onChange={props.onChange} />
      <Input
        type="number"
        min={0}
        max={props.max}
        aria-label={t(`facts.${props.rule.fact}`)}
        className="h-7 w-20 text-xs"
        value={props.value}
        onChange={(event) => {
          const value = Math.round(event.target.valueAsNumber);
          if (value >= 0 && value <= props.max) props.onValue(value);
        }}
      />
    </>
  );
}

function BalanceField({ rule, onChange }: FieldProps<"balance">) {
  const t = useTranslations("journeys");
  const exponent = isCurrency(rule.currency) ? currencyExponent(rule.currency) : 2;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <Comparison rule={rule} onChange={onChange} />
      <Input
        inputMode="decimal"
        aria-label={t("amount")}
        className="h-7 w-24 text-right text-xs tabular-nums"
        aria-invalid={typed !== null && minorFromText(typed, exponent) === undefined}
        value={typed ?? decimalText(rule.amountMinor, exponent)}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          const amountMinor = minorFromText(event.target.value, exponent);
          if (amountMinor !== undefined) onChange({ ...rule, amountMinor });
        }}
      />
      <TextField
        label="currency"
        value={rule.currency}
        max={3}
        onChange={(code) => onChange({ ...rule, currency: code.toUpperCase() })}
        valid={(code) => isCurrency(code.toUpperCase())}
      />
    </>
  );
}

function DebtorKindField({ rule, onChange }: FieldProps<"debtor_kind">) {
  const t = useTranslations("journeys");
  const kinds = ["company", "sole_trader", "consumer"] as const;
  return (
    <Choice
      label={t("facts.debtor_kind")}
      value={rule.is}
      options={kinds}
      words={(kind) => t(`debtorKinds.${kind}`)}
      onChange={(is) => onChange({ ...rule, is })}
    />
  );
}

function HasChannelField({ rule, onChange }: FieldProps<"has_channel">) {
  const t = useTranslations("journeys");
  const channels = ["email", "sms", "voice"] as const;
  return (
    <Choice
      label={t("facts.has_channel")}
      value={rule.channel}
      options={channels}
      words={(channel) => t(`addresses.${channel}`)}
      onChange={(channel) => onChange({ ...rule, channel })}
    />
  );
}

/** Keeps what is typed while it is not valid yet; only what is valid becomes the rule. */
function TextField(props: {
  label: "country" | "currency" | "tag";
  value: string;
  max: number;
  valid: (text: string) => boolean;
  onChange: (text: string) => void;
}) {
  const t = useTranslations("journeys");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      aria-label={t(`facts.${props.label}`)}
      aria-invalid={typed !== null && !props.valid(typed)}
      maxLength={props.max}
      className={props.max > 3 ? "h-7 w-36 text-xs" : "h-7 w-16 text-xs uppercase"}
      value={typed ?? props.value}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        if (props.valid(event.target.value)) props.onChange(event.target.value);
      }}
    />
  );
}

"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { NumberField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { DurationField } from "@/components/journey-builder/step-forms/duration-field";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { Change, FeeBasis } from "@/server/journeys/graph/settings";
import { currencyExponent, decimalText, isCurrency } from "@/server/money";

const fresh: { [Do in Change["do"]]: () => Extract<Change, { do: Do }> } = {
  add_tag: () => ({ do: "add_tag", tag: "" }),
  remove_tag: () => ({ do: "remove_tag", tag: "" }),
  set_field: () => ({ do: "set_field", field: "", value: "" }),
  set_stage: () => ({ do: "set_stage", stage: "" }),
};
const kinds = Object.keys(fresh) as Change["do"][];

/** What changes of the debtor. */
export function UpdateForm({ node, onChange, readOnly }: FormProps<"update">) {
  const t = useTranslations("journeys");
  const changes = node.changes ?? [];
  const set = (next: Change[], field?: string) => onChange({ ...node, changes: next }, field);
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      {changes.map((change, at) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
          key={at}
          aria-label={t("update.number", { number: at + 1 })}
          className="grid gap-2 rounded-md border p-2.5"
        >
          <div className="flex items-end gap-2">
            <div className="flex-1">
              <SelectField
                label={t("update.number", { number: at + 1 })}
                value={change.do}
                options={kinds.map((kind) => ({ value: kind, label: t(`update.${kind}`) }))}
                onChange={(kind) => set(changes.with(at, fresh[kind]()))}
              />
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("update.remove", { number: at + 1 })}
              onClick={() => set(changes.toSpliced(at, 1))}
            >
              <Trash2 />
            </Button>
          </div>
          <ChangeFields change={change} onChange={(next) => set(changes.with(at, next), `change.${at}`)} />
        </section>
      ))}
      <Button
        variant="outline"
        size="sm"
        className="justify-self-start"
        disabled={changes.length >= 20}
        onClick={() => set([...changes, fresh.add_tag()])}
      >
        <Plus />
        {t("update.add")}
      </Button>
    </fieldset>
  );
}

function ChangeFields({ change, onChange }: { change: Change; onChange: (change: Change) => void }) {
  const t = useTranslations("journeys");
  switch (change.do) {
    case "set_field":
      return (
        <>
          <TextField
            label={t("update.field")}
            max={80}
            value={change.field}
            onChange={(field) => onChange({ ...change, field })}
          />
          <TextField
            label={t("update.value")}
            max={500}
            value={change.value}
            onChange={(value) => onChange({ ...change, value })}
          />
        </>
      );
    case "set_stage":
      return (
        <TextField
          label={t("update.stage")}
          max={60}
          value={change.stage}
          onChange={(stage) => onChange({ ...change, stage })}
        />
      );
    default:
      return (
        <TextField
          label={t("update.tag")}
          max={60}
          value={change.tag}
          onChange={(tag) => onChange({ ...change, tag })}
        />
      );
  }
}

const bases: { [By in FeeBasis["by"]]: () => Extract<FeeBasis, { by: By }> } = {
  eu_2011_7: () => ({ by: "eu_2011_7" }),
  uk_1998: () => ({ by: "uk_1998" }),
  own: () => ({ by: "own", annualPercent: 12, fixedMinor: 0, currency: "USD" }),
};

/** Where the amount comes from, its bounds, and who agrees to it. */
export function LateFeeForm({ node, onChange, wrong, readOnly }: FormProps<"late_fee">) {
  const t = useTranslations("journeys");
  const { basis } = node;
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <SelectField
        label={t("fields.basis")}
        unset={t("unset")}
        value={basis?.by}
        invalid={wrong.has("basis")}
        options={(Object.keys(bases) as FeeBasis["by"][]).map((by) => ({ value: by, label: t(`feeBasis.${by}`) }))}
        onChange={(by) => onChange({ ...node, basis: bases[by]() })}
        hint={basis && t(`lateFee.explain.${basis.by}`)}
      />
      {basis?.by === "own" && (
        <OwnRate basis={basis} onChange={(next) => onChange({ ...node, basis: next }, "basis")} />
      )}
      {basis && basis.by !== "own" && (
        <NumberField
          label={t("lateFee.reference")}
          value={node.referencePercent}
          min={0}
          max={100}
          step={0.01}
          onChange={(referencePercent) => onChange({ ...node, referencePercent }, "referencePercent")}
          onClear={() => onChange({ ...node, referencePercent: undefined }, "referencePercent")}
          hint={t("lateFee.referenceHint")}
        />
      )}
      <NumberField
        label={t("lateFee.cap")}
        value={node.capPercent}
        min={0}
        max={100}
        step={0.01}
        onChange={(capPercent) => onChange({ ...node, capPercent }, "capPercent")}
        onClear={() => onChange({ ...node, capPercent: undefined }, "capPercent")}
        hint={t("lateFee.capHint")}
      />
      <AmountField
        label={t("lateFee.least")}
        minor={node.minMinor}
        exponent={exponentOf(basis)}
        onChange={(minMinor) => onChange({ ...node, minMinor }, "minMinor")}
        onClear={() => onChange({ ...node, minMinor: undefined }, "minMinor")}
        hint={t("lateFee.leastHint")}
      />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box is inside */}
      <label className="flex items-center gap-2 text-sm">
        <Checkbox
          checked={node.confirmWithin !== undefined}
          onCheckedChange={(on) =>
            onChange({ ...node, confirmWithin: on === true ? { amount: 3, unit: "days" } : undefined })
          }
        />
        {t("lateFee.confirm")}
      </label>
      {node.confirmWithin && (
        <DurationField
          label={t("fields.timeout")}
          value={node.confirmWithin}
          onChange={(confirmWithin) => onChange({ ...node, confirmWithin }, "confirmWithin")}
          disabled={readOnly}
        />
      )}
    </fieldset>
  );
}

/** The statutory rates are for euros and pounds. */
function exponentOf(basis: FeeBasis | undefined): number {
  return basis?.by === "own" && isCurrency(basis.currency) ? currencyExponent(basis.currency) : 2;
}

/** An amount in whole units of its currency, kept in minor ones. */
function AmountField(props: {
  label: string;
  minor: number | undefined;
  exponent: number;
  onChange: (minor: number) => void;
  onClear?: () => void;
  hint?: string;
}) {
  const { minor, exponent } = props;
  return (
    <NumberField
      label={props.label}
      value={minor === undefined ? undefined : Number(decimalText(minor, exponent))}
      min={0}
      max={1_000_000}
      step={10 ** -exponent}
      onChange={(amount) => {
        const typed = minorFromText(String(amount), exponent);
        if (typed !== undefined) props.onChange(typed);
      }}
      onClear={props.onClear}
      hint={props.hint}
    />
  );
}

type Own = Extract<FeeBasis, { by: "own" }>;

function OwnRate({ basis, onChange }: { basis: Own; onChange: (basis: Own) => void }) {
  const t = useTranslations("journeys");
  return (
    <>
      <NumberField
        label={t("lateFee.percent")}
        value={basis.annualPercent}
        min={0}
        max={100}
        step={0.01}
        onChange={(annualPercent) => onChange({ ...basis, annualPercent })}
      />
      <AmountField
        label={t("lateFee.fixed")}
        minor={basis.fixedMinor}
        exponent={exponentOf(basis)}
        onChange={(fixedMinor) => onChange({ ...basis, fixedMinor })}
      />
      <TextField
        label={t("lateFee.currency")}
        max={3}
        value={basis.currency}
        invalid={!isCurrency(basis.currency)}
        onChange={(currency) => currency.length === 3 && onChange({ ...basis, currency: currency.toUpperCase() })}
      />
    </>
  );
}

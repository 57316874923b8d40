"use client";

import { useTranslations } from "next-intl";
import type { Choice } from "@/components/imports/import-wizard";
import { RadioChoices } from "@/components/imports/radio-choices";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { NativeSelect } from "@/components/ui/native-select";
import type { ImportOptions, ImportQuestion } from "@/server/imports/contract";

type Props = {
  question: ImportQuestion;
  options: ImportOptions;
  onChange: (more: Partial<ImportOptions>) => void;
  countries: Choice[];
  currencies: Choice[];
};

/** The controls of one question. */
export function QuestionFields({ question, options, onChange, countries, currencies }: Props) {
  const t = useTranslations("imports.questions");
  switch (question.kind) {
    case "currency":
      return (
        <FormField label={t("currency")} hint={t("currencyHint")}>
          {(control) => (
            <ChoiceSelect
              {...control}
              choices={currencies}
              value={options.currency}
              onChange={(currency) => onChange({ currency })}
            />
          )}
        </FormField>
      );
    case "country":
      return (
        <FormField label={t("country")} hint={t("countryHint")}>
          {(control) => (
            <ChoiceSelect
              {...control}
              choices={countries}
              value={options.country}
              onChange={(country) => onChange({ country })}
            />
          )}
        </FormField>
      );
    case "country_codes":
      return (
        <fieldset className="grid gap-3">
          <legend className="text-sm font-medium">{t("countryCodes")}</legend>
          <p className="text-xs text-muted-foreground">{t("countryCodesHint")}</p>
          {question.values.length > 1 && (
            <Button
              type="button"
              variant="outline"
              size="sm"
              className="justify-self-start"
              onClick={() =>
                onChange({
                  countryCodes: Object.fromEntries(question.values.map((code) => [code, question.suggested])),
                })
              }
            >
              {t("countryCodesAll", {
                country: countries.find((choice) => choice.value === question.suggested)?.label ?? question.suggested,
              })}
            </Button>
          )}
          <div className="grid gap-3 sm:grid-cols-2">
            {question.values.map((code) => (
              <FormField key={code} label={t("countryCode", { code })}>
                {(control) => (
                  <ChoiceSelect
                    {...control}
                    choices={countries}
                    value={options.countryCodes[code]}
                    onChange={(country) => onChange({ countryCodes: { ...options.countryCodes, [code]: country } })}
                  />
                )}
              </FormField>
            ))}
          </div>
        </fieldset>
      );
    case "date_order": {
      const columns = question.columns.join(", ");
      return (
        <RadioChoices
          legend={t("dateOrder", { sample: question.sample })}
          hint={question.contradicts ? t("dateOrderContradicts", { columns }) : t("dateOrderHint", { columns })}
          value={options.dateOrder}
          onChange={(dateOrder) => onChange({ dateOrder })}
          choices={[
            { value: "DMY", label: <OrderExample sample={question.sample} order="DMY" /> },
            { value: "MDY", label: <OrderExample sample={question.sample} order="MDY" /> },
          ]}
        />
      );
    }
    default:
      return (
        <RadioChoices
          legend={t("decimalMark", { sample: question.sample })}
          hint={t("decimalMarkHint", { columns: question.columns.join(", ") })}
          value={options.decimalMark}
          onChange={(decimalMark) => onChange({ decimalMark })}
          choices={[
            { value: ".", label: t("decimalPoint") },
            { value: ",", label: t("decimalComma") },
          ]}
        />
      );
  }
}

function OrderExample({ sample, order }: { sample: string; order: "DMY" | "MDY" }) {
  const t = useTranslations("imports.questions");
  const [first = "", second = ""] = sample.split(/[^\d]+/);
  const [day, month] = order === "DMY" ? [first, second] : [second, first];
  const name = new Intl.DateTimeFormat(undefined, { month: "long", timeZone: "UTC" });
  const example = /^\d+$/.test(month ?? "")
    ? `${Number(day)} ${name.format(Date.UTC(2024, Number(month) - 1, 15))}`
    : sample;
  return <span suppressHydrationWarning>{t(order, { example })}</span>;
}

function ChoiceSelect({
  choices,
  value,
  onChange,
  ...control
}: {
  id: string;
  choices: Choice[];
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("imports.questions");
  return (
    <NativeSelect required value={value ?? ""} onChange={(event) => onChange(event.target.value)} {...control}>
      <option value="" disabled>
        {t("choose")}
      </option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </NativeSelect>
  );
}

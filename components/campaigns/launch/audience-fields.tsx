"use client";

import { useLocale, useTranslations } from "next-intl";
import { RuleEditor } from "@/components/rules/rule-editor";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { type Audience, audience } from "@/server/campaigns/contract";
import { conditionsIn, type RuleGroup } from "@/server/journeys/rules/schema";
import { currencyExponent, isCurrency } from "@/server/money";

/** As typed. */
export type AudienceDraft = { days: string; currency: string; country: string; balance: string; where: RuleGroup };

export const emptyAudience: AudienceDraft = { days: "1", currency: "", country: "", balance: "", where: { all: [] } };

/** The audience, or undefined while something typed cannot be read. */
export function audienceOf(draft: AudienceDraft): Audience | undefined {
  const currency = draft.currency.trim().toUpperCase();
  if (currency && !isCurrency(currency)) return undefined;
  const countries = draft.country
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((code) => code.toUpperCase());
  const balance = draft.balance.trim();
  if (balance && (!currency || !/^\d+([.,]\d+)?$/.test(balance))) return undefined;
  const parsed = audience.safeParse({
    overdueDaysMin: Number(draft.days || "0"),
    ...(currency && { currency }),
    ...(countries.length > 0 && { countries }),
    ...(balance && { balanceMinMinor: minorUnits(balance, currency) }),
    ...(conditionsIn(draft.where).length > 0 && { where: draft.where }),
  });
  return parsed.success ? parsed.data : undefined;
}

function minorUnits(text: string, currency: string): number {
  const exponent = currencyExponent(currency);
  const [whole = "0", fraction = ""] = text.split(/[.,]/);
  return Number(whole + fraction.padEnd(exponent, "0").slice(0, exponent));
}

export function AudienceFields({
  draft,
  onChange,
}: {
  draft: AudienceDraft;
  onChange: (draft: AudienceDraft) => void;
}) {
  const t = useTranslations("campaigns.audience");
  const locale = useLocale();
  const set = (part: Partial<AudienceDraft>) => onChange({ ...draft, ...part });
  const currency = draft.currency.trim().toUpperCase();
  const unknownCurrency = currency.length > 0 && !isCurrency(currency);
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
  const countries = draft.country.toUpperCase().match(/\b[A-Z]{2}\b/g) ?? [];
  return (
    <fieldset className="grid gap-4 rounded-lg border bg-card p-4">
      <legend className="px-1 text-sm font-semibold">{t("title")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t("days")} hint={t("daysHint")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={3650}
              value={draft.days}
              onChange={(event) => set({ days: event.target.value })}
            />
          )}
        </FormField>
        <FormField
          label={t("countries")}
          hint={countries.length > 0 ? countries.map((code) => names.of(code) ?? code).join(", ") : t("countriesHint")}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.country}
              placeholder="US, CA"
              onChange={(event) => set({ country: event.target.value })}
            />
          )}
        </FormField>
        <FormField
          label={t("currency")}
          hint={t("currencyHint")}
          error={unknownCurrency ? t("currencyUnknown") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.currency}
              maxLength={3}
              placeholder="USD"
              onChange={(event) => set({ currency: event.target.value })}
            />
          )}
        </FormField>
        <FormField
          label={t("balance")}
          hint={t("balanceHint")}
          error={draft.balance && !currency ? t("balanceNeedsCurrency") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.balance}
              placeholder="500.00"
              onChange={(event) => set({ balance: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <fieldset className="grid min-w-0 gap-1.5">
        <legend className="text-sm font-medium">{t("where")}</legend>
        <p className="text-xs text-muted-foreground">{t("whereHint")}</p>
        <RuleEditor rule={draft.where} onChange={(where) => set({ where })} />
      </fieldset>
    </fieldset>
  );
}

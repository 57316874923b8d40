"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Condition } from "@/server/journeys/graph/schema";
import { formatMoney, isCurrency } from "@/server/money";

/** Rules read aloud: "the open balance is at least $500.00 and the country is India". */
export function useRuleWords(): (rules: Condition[]) => string {
  const t = useTranslations("journeys");
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const one = (rule: Condition): string => {
    switch (rule.fact) {
      case "balance": {
        const known = isCurrency(rule.currency);
        const amount = known ? formatMoney(rule, locale) : `${rule.amountMinor} ${rule.currency}`;
        return t("rules.balance", { compare: t(`compare.${rule.compare}`), amount });
      }
      case "oldest_overdue_days":
        return t("rules.oldest_overdue_days", { compare: t(`compare.${rule.compare}`), count: rule.days });
      case "invoice_count":
        return t("rules.invoice_count", { compare: t(`compare.${rule.compare}`), count: rule.count });
      case "debtor_kind":
        return t("rules.debtor_kind", { kind: t(`debtorKinds.${rule.is}`) });
      case "country":
        return t("rules.country", { country: countryWords(rule.is, locale) });
      case "has_channel":
        return t(`rules.has_${rule.channel}`);
      case "tag":
        return t("rules.tag", { tag: rule.is });
    }
  };
  return (rules) => (rules.length > 0 ? list.format(rules.map(one)) : t("unset"));
}

/** "India" for IN in the reader's language; the code itself where it is none. */
function countryWords(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

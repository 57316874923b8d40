"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useCitationText } from "@/components/contact-rules/citation";
import type { RuleRow } from "@/server/contact-rules/contract";

/** 2026-11-23 is a Monday: a week to name days by. */
const MONDAY = Date.UTC(2026, 10, 23);
const named = new Set(["EU", "US-FL", "US-MA", "US-WA", "US-NY", "US-CA", "US-NYC", "CA-ON"]);

/** A rule's parts in the reader's words. */
export function useRuleText() {
  const t = useTranslations("contactRules");
  const format = useFormatter();
  const locale = useLocale();
  const citation = useCitationText();
  const countries = new Intl.DisplayNames(locale, { type: "region" });

  const place = (code: string): string => {
    if (code === "*") return t("places.any");
    if (named.has(code)) return t(`places.${code}` as "places.EU");
    return countries.of(code.slice(0, 2)) ?? code;
  };
  const weekday = (fromMonday: number) =>
    format.dateTime(new Date(MONDAY + fromMonday * 86_400_000), { timeZone: "UTC", weekday: "short" });
  const time = (minutes: number) =>
    format.dateTime(new Date(MONDAY + minutes * 60_000), { timeZone: "UTC", hour: "numeric", minute: "2-digit" });

  return {
    place,
    citation,
    time,
    day: (iso: string) => format.dateTime(new Date(`${iso}T00:00:00Z`), { timeZone: "UTC", dateStyle: "medium" }),
    asks: ({ asks }: Pick<RuleRow, "asks">) =>
      t(`asks.${asks.text}` as "asks.cooldown", asks.values as { days: number }),
    hours: ({ hours }: Pick<RuleRow, "hours">) =>
      hours.map(({ first, last, from, to }) => {
        const days =
          first === 0 && last === 6
            ? t("everyDay")
            : first === last
              ? weekday(first)
              : t("daySpan", { from: weekday(first), to: weekday(last) });
        return t("hoursLine", { days, from: time(from), to: time(to) });
      }),
    list: (parts: readonly string[]) => format.list(parts),
  };
}

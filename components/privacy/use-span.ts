"use client";

import { useTranslations } from "next-intl";

const DAYS_A_YEAR = 365.25;

/** Days as a reader says them: whole years where they are years, leap days and all. */
export function useSpan(): (days: number) => string {
  const t = useTranslations("privacy.retention");
  return (days) => {
    const years = Math.round(days / DAYS_A_YEAR);
    return years > 0 && Math.abs(days - years * DAYS_A_YEAR) <= 2 ? t("years", { years }) : t("days", { days });
  };
}

"use client";

import { useTranslations } from "next-intl";

/** How a debtor left, in the reader's words; a journey's own outcome is shown as its author wrote it. */
export function OutcomeText({ outcome }: { outcome: string }) {
  const t = useTranslations("campaigns.outcomes");
  return <>{t.has(outcome) ? t(outcome) : outcome.replaceAll("_", " ")}</>;
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type EnrollmentCounts, enrollmentStatuses } from "@/server/campaigns/contract";

/** "12 waiting · 3 done"; what nobody is in is left out. */
export function CountsText({ counts }: { counts: EnrollmentCounts }) {
  const t = useTranslations("campaigns");
  const format = useFormatter();
  const parts = enrollmentStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => t(`counted.${status}`, { count: format.number(counts[status]) }));
  return <span className="whitespace-nowrap tabular-nums">{parts.length > 0 ? parts.join(" · ") : t("nobody")}</span>;
}

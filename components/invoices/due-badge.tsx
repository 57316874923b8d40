"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const steps = [
  { over: 90, dot: "bg-ageing-4" },
  { over: 60, dot: "bg-ageing-3" },
  { over: 30, dot: "bg-ageing-2" },
  { over: 0, dot: "bg-ageing-1" },
] as const;

/** How late open money is, with the dot of its ageing bucket: one hue, the darker the older. */
export function DueBadge({ daysOverdue, className }: { daysOverdue: number; className?: string }) {
  const t = useTranslations("invoices.due");
  const dot = steps.find((step) => daysOverdue > step.over)?.dot ?? "bg-ageing-0";
  const text =
    daysOverdue > 0
      ? t("late", { days: daysOverdue })
      : daysOverdue === 0
        ? t("today")
        : t("in", { days: -daysOverdue });
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums", className)}>
      <span className={cn("size-2 shrink-0 rounded-full", dot)} aria-hidden />
      {text}
    </span>
  );
}

"use client";

import { useLocale } from "next-intl";
import { cn } from "@/components/ui/cn";
import { formatMoney } from "@/server/money";

/** An amount with its currency, in the reader's locale, digits aligned. */
export function Money({
  amountMinor,
  currency,
  className,
}: {
  amountMinor: number;
  currency: string;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      {formatMoney({ amountMinor, currency }, locale)}
    </span>
  );
}

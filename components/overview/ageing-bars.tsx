"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import type { AgeingResult } from "@/server/analytics/contract";

type CurrencyAgeing = AgeingResult["currencies"][number];

const hues = ["bg-ageing-0", "bg-ageing-1", "bg-ageing-2", "bg-ageing-3", "bg-ageing-4"] as const;

/** One stacked bar and the table behind it: each bucket in its step of one hue, each number a link to its rows. */
export function AgeingBars({
  ageing,
  hrefOf,
}: {
  ageing: CurrencyAgeing;
  hrefOf: (bucket: CurrencyAgeing["buckets"][number]) => string;
}) {
  const t = useTranslations("overview.ageing");
  const format = useFormatter();
  const share = (minor: number) => (ageing.openMinor === 0 ? 0 : minor / ageing.openMinor);
  const percent = (minor: number) => format.number(share(minor), { style: "percent", maximumFractionDigits: 0 });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex h-3 w-full gap-0.5 overflow-hidden rounded-full bg-muted" aria-hidden>
        {ageing.buckets.map((bucket, index) =>
          bucket.amountMinor > 0 ? (
            <div
              key={bucket.bucket}
              className={cn("h-full min-w-1", hues[index])}
              style={{ width: `${share(bucket.amountMinor) * 100}%` }}
            />
          ) : null,
        )}
      </div>
      <table className="w-full text-sm">
        <thead className="text-xs text-muted-foreground">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              {t("bucket")}
            </th>
            <th scope="col" className="py-1 text-right font-medium max-sm:hidden">
              {t("count")}
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              {t("share")}
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ageing.buckets.map((bucket, index) => (
            <tr key={bucket.bucket} className="border-t">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                <span className="flex items-center gap-2">
                  <span className={cn("size-2.5 shrink-0 rounded-sm", hues[index])} aria-hidden />
                  {t(`buckets.${bucket.bucket}`)}
                </span>
              </th>
              <td className="py-1.5 pl-3 text-right text-muted-foreground tabular-nums max-sm:hidden">
                {format.number(bucket.count)}
              </td>
              <td className="py-1.5 pl-3 text-right text-muted-foreground tabular-nums">
                {percent(bucket.amountMinor)}
              </td>
              <td className="py-1.5 pl-3 text-right">
                {bucket.count > 0 ? (
                  <Link
                    href={hrefOf(bucket)}
                    className="rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                  >
                    <Money amountMinor={bucket.amountMinor} currency={ageing.currency} />
                  </Link>
                ) : (
                  <Money
                    amountMinor={bucket.amountMinor}
                    currency={ageing.currency}
                    className="text-muted-foreground"
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The address of the invoices that make up a bucket. */
export function bucketHref(
  slug: string,
  ageing: { asOf: string; today: string },
  currency: string,
  bucket: CurrencyAgeing["buckets"][number],
  debtorId?: string,
): string {
  const query = new URLSearchParams({ currency });
  if (ageing.asOf < ageing.today) query.set("asOf", ageing.asOf);
  else query.set("status", "open");
  if (bucket.dueFrom) query.set("dueFrom", bucket.dueFrom);
  if (bucket.dueTo) query.set("dueTo", bucket.dueTo);
  if (debtorId) query.set("debtor", debtorId);
  return `/${slug}/invoices?${query}`;
}

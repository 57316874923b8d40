"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import type { AgeingResult, Overview } from "@/server/analytics/contract";

const frame = "grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-5";
const cell =
  "flex min-w-0 flex-col gap-1 bg-card p-4 text-left outline-none transition-colors hover:bg-accent/60 focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset";

/** The numbers of one currency, each the way to its rows. */
export function Figures({
  overview,
  ageing,
  currency,
  onShow,
}: {
  overview: Overview;
  ageing: AgeingResult;
  currency: string;
  onShow: (show: "collected" | "promised") => void;
}) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const { slug } = useWorkspace();
  const open = ageing.currencies.find((each) => each.currency === currency);
  const money = overview.money.find((each) => each.currency === currency);
  const share = open && open.openMinor > 0 ? open.overdueMinor / open.openMinor : 0;
  return (
    <section aria-label={t("title")} className={frame}>
      <Link href={`/${slug}/invoices?status=open&currency=${currency}`} className={cell}>
        <Figure label={t("open")} minor={open?.openMinor ?? 0} currency={currency}>
          {t("invoicesCount", { count: open?.count ?? 0 })}
        </Figure>
      </Link>
      <Link href={`/${slug}/invoices?status=overdue&currency=${currency}`} className={cell}>
        <Figure label={t("overdue")} minor={open?.overdueMinor ?? 0} currency={currency}>
          {t("shareOverdue", { share: format.number(share, { style: "percent", maximumFractionDigits: 0 }) })}
        </Figure>
      </Link>
      <button type="button" onClick={() => onShow("collected")} className={cell}>
        <Figure
          label={`${t("collected")} · ${t("days", { days: overview.days })}`}
          minor={money?.collectedMinor ?? 0}
          currency={currency}
        >
          {t.rich("before", {
            days: overview.days,
            amount: () => <Money key="before" amountMinor={money?.collectedBeforeMinor ?? 0} currency={currency} />,
          })}
        </Figure>
      </button>
      <button type="button" onClick={() => onShow("promised")} className={cell}>
        <Figure label={t("promised")} minor={money?.promisedMinor ?? 0} currency={currency}>
          {t("promisesCount", { count: money?.promisedCount ?? 0 })}
        </Figure>
      </button>
      <Link href={`/${slug}/invoices?status=disputed&currency=${currency}`} className={cn(cell, "max-lg:col-span-2")}>
        <Figure label={t("disputed")} minor={money?.disputedMinor ?? 0} currency={currency}>
          {t("invoicesCount", { count: money?.disputedCount ?? 0 })}
        </Figure>
      </Link>
    </section>
  );
}

function Figure({
  label,
  minor,
  currency,
  children,
}: {
  label: string;
  minor: number;
  currency: string;
  children: ReactNode;
}) {
  return (
    <>
      <span className="truncate text-xs text-muted-foreground">{label}</span>
      <Money
        amountMinor={minor}
        currency={currency}
        className="truncate text-xl font-semibold tracking-tight max-sm:text-lg"
      />
      <span className="text-xs text-muted-foreground">{children}</span>
    </>
  );
}

export function FiguresSkeleton() {
  const t = useTranslations("overview");
  return (
    <div role="status" aria-label={t("loading")} className={frame}>
      {["open", "overdue", "collected", "promised", "disputed"].map((key) => (
        <div key={key} className={cn("flex flex-col gap-2 bg-card p-4", key === "disputed" && "max-lg:col-span-2")}>
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-6 w-28" />
          <Skeleton className="h-3 w-20" />
        </div>
      ))}
    </div>
  );
}

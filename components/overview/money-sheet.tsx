"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Money } from "@/components/ui/money";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { Day, When } from "@/components/ui/when";

const vias = ["import", "checkout", "member", "history", "call", "sms", "email", "pay_page"] as const;

/** The payments or promises behind a number of the overview. */
export function MoneySheet({
  show,
  currency,
  days,
  onClose,
}: {
  show: "collected" | "promised";
  currency: string;
  days: 7 | 30 | 90;
  onClose: () => void;
}) {
  const t = useTranslations("overview.money");
  const words = useTranslations("overview");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const rows = useQuery(trpc.overview.money.queryOptions({ show, currency, days }));
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t(show === "collected" ? "collectedTitle" : "promisedTitle", { currency })}</SheetTitle>
          <SheetDescription>{show === "collected" ? words("days", { days }) : t("description")}</SheetDescription>
        </SheetHeader>
        <div className="px-5 pb-5">
          <QueryBody query={rows} skeleton={<Skeleton className="h-64" />}>
            {(data) =>
              data.length === 0 ? (
                <p className="text-sm text-muted-foreground">{t("none")}</p>
              ) : (
                <ul className="divide-y">
                  {data.map((row) => {
                    const via = vias.find((each) => each === row.via);
                    return (
                      <li key={row.id} className="flex items-center justify-between gap-3 py-2">
                        <span className="min-w-0">
                          <Link
                            href={`/${slug}/debtors/${row.debtorId}`}
                            className="block truncate rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                          >
                            {row.debtorName}
                          </Link>
                          <span className="text-xs text-muted-foreground">
                            {row.at && <When at={row.at} exact />}
                            {row.day && <Day day={row.day} />}
                            {via && ` · ${t(`via.${via}`)}`}
                          </span>
                        </span>
                        <Money amountMinor={row.amountMinor} currency={row.currency} className="font-medium" />
                      </li>
                    );
                  })}
                </ul>
              )
            }
          </QueryBody>
        </div>
      </SheetContent>
    </Sheet>
  );
}

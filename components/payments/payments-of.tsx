"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { PayLinks } from "@/components/payments/pay-links";
import { RecordPaymentDialog } from "@/components/payments/record-payment-dialog";
import { RefundDialog } from "@/components/payments/refund-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import { formatMoney } from "@/server/money";
import type { PaymentRow } from "@/server/payments/contract";

const PAGE_SIZE = 10;
const numbersShown = 3;

/** Everything a debtor paid, and the links to pay by. */
export function PaymentsOf({ debtorId }: { debtorId: string }) {
  return (
    <>
      <PaymentsCard debtorId={debtorId} />
      <PayLinks debtorId={debtorId} />
    </>
  );
}

function PaymentsCard({ debtorId }: { debtorId: string }) {
  const t = useTranslations("payments");
  const trpc = useTRPC();
  const mayRecord = useMay("payments.record");
  const [recording, setRecording] = useState(false);
  const list = useInfiniteQuery(
    trpc.payments.list.infiniteQueryOptions(
      { debtorId, pageSize: PAGE_SIZE },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const payments = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const record = mayRecord && (
    <Button variant="outline" size="sm" onClick={() => setRecording(true)}>
      {t("record")}
    </Button>
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        {payments.length > 0 && <CardAction>{record}</CardAction>}
      </CardHeader>
      <CardContent>
        <QueryBody query={list} skeleton={<Skeleton className="h-24" />}>
          {() =>
            payments.length === 0 ? (
              <EmptyState icon={HandCoins} title={t("empty")} description={t("emptyHint")} action={record} />
            ) : (
              <>
                <ul className="flex flex-col divide-y">
                  {payments.map((payment) => (
                    <PaymentLine key={payment.id} payment={payment} />
                  ))}
                </ul>
                {list.hasNextPage && (
                  <Button
                    variant="ghost"
                    size="sm"
                    disabled={list.isFetchingNextPage}
                    onClick={() => void list.fetchNextPage()}
                  >
                    {t("more")}
                  </Button>
                )}
              </>
            )
          }
        </QueryBody>
      </CardContent>
      {recording && <RecordPaymentDialog debtorId={debtorId} onClose={() => setRecording(false)} />}
    </Card>
  );
}

function PaymentLine({ payment }: { payment: PaymentRow }) {
  const t = useTranslations("payments");
  const locale = useLocale();
  const mayRefund = useMay("payments.refund");
  const [refunding, setRefunding] = useState(false);
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: payment.currency }, locale);
  const numbers = payment.invoices
    .slice(0, numbersShown)
    .map((invoice) => invoice.number)
    .join(", ");
  const more = payment.invoices.length - numbersShown;
  const notes = [
    t(`methods.${payment.method}`),
    numbers && (more > 0 ? t("paysMore", { numbers, count: more }) : t("pays", { numbers })),
    payment.unallocatedMinor > 0 && t("unallocated", { amount: money(payment.unallocatedMinor) }),
    payment.refundedMinor > 0 && t("refunded", { amount: money(payment.refundedMinor) }),
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-32">
        <div className="flex items-center gap-2">
          <When at={payment.receivedAt} className="text-sm font-medium" />
          {payment.status !== "succeeded" && <StatusBadge status={payment.status} />}
        </div>
        <p className="text-xs break-words text-muted-foreground">{notes.join(" · ")}</p>
      </div>
      <Money amountMinor={payment.amountMinor} currency={payment.currency} className="text-right font-medium" />
      {mayRefund && payment.status === "succeeded" && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`${t("refund")} ${money(payment.amountMinor)}`}
          onClick={() => setRefunding(true)}
        >
          {t("refund")}
        </Button>
      )}
      {refunding && <RefundDialog payment={payment} onClose={() => setRefunding(false)} />}
    </li>
  );
}

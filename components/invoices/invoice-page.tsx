"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { DisputeDialog } from "@/components/debtors/dispute-dialog";
import { DueBadge } from "@/components/invoices/due-badge";
import { InvoiceFreight } from "@/components/invoices/invoice-freight";
import { InvoiceCampaigns, InvoiceDisputes, InvoicePayments } from "@/components/invoices/invoice-history";
import { InvoiceLateFees } from "@/components/invoices/invoice-late-fees";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { Day } from "@/components/ui/when";
import type { InvoiceDetail } from "@/server/invoices/contract";

export function InvoicePage({ invoiceId }: { invoiceId: string }) {
  const t = useTranslations("invoices.detail");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const invoice = useQuery(trpc.invoices.get.queryOptions({ invoiceId }));
  if (invoice.isError) {
    return <ErrorState error={invoice.error} onRetry={() => invoice.refetch()} className="m-auto w-full max-w-lg" />;
  }
  return (
    <div className="flex flex-col gap-5">
      <Link
        href={`/${slug}/invoices`}
        className={`${textLink} inline-flex w-fit items-center gap-1 text-xs text-muted-foreground`}
      >
        <ArrowLeft className="size-3.5" aria-hidden /> {t("back")}
      </Link>
      {invoice.data ? (
        <Loaded invoice={invoice.data} />
      ) : (
        <div className="flex flex-col gap-5">
          <Skeleton className="h-8 w-56" />
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </div>
      )}
    </div>
  );
}

function Loaded({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  const { slug } = useWorkspace();
  const mayDispute = useMay("disputes.update");
  const [disputing, setDisputing] = useState(false);
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t("invoice", { number: invoice.number })}
            <StatusBadge status={invoice.status === "open" && invoice.daysOverdue > 0 ? "overdue" : invoice.status} />
            {invoice.disputed && <StatusBadge status="disputed" />}
          </span>
        }
        description={
          <Link href={`/${slug}/debtors/${invoice.debtorId}`} className={textLink}>
            {invoice.debtorName}
          </Link>
        }
        actions={
          mayDispute &&
          !invoice.disputed &&
          invoice.openMinor > 0 && (
            <Button variant="outline" onClick={() => setDisputing(true)}>
              <Scale aria-hidden /> {t("openDispute")}
            </Button>
          )
        }
      />
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-4">
        <Figure label={t("open")}>
          <Money amountMinor={invoice.openMinor} currency={invoice.currency} className="text-lg font-semibold" />
          <span className="text-xs text-muted-foreground">
            {t.rich("of", {
              amount: () => <Money key="amount" amountMinor={invoice.amountMinor} currency={invoice.currency} />,
            })}
          </span>
        </Figure>
        <Figure label={t("paid")}>
          <Money amountMinor={invoice.paidMinor} currency={invoice.currency} className="text-lg font-semibold" />
        </Figure>
        <Figure label={t("due")}>
          <Day day={invoice.dueOn} className="text-lg font-semibold" />
          {invoice.openMinor > 0 ? (
            <DueBadge daysOverdue={invoice.daysOverdue} className="text-xs text-muted-foreground" />
          ) : (
            invoice.settledOn && (
              <span className="text-xs text-muted-foreground">
                {t("settled")} <Day day={invoice.settledOn} />
              </span>
            )
          )}
        </Figure>
        <Figure label={t("issued")}>
          <Day day={invoice.issuedOn} className="text-lg font-semibold" />
        </Figure>
      </dl>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <InvoiceFreight invoice={invoice} />
          <InvoiceLateFees invoice={invoice} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <InvoicePayments invoice={invoice} />
          <InvoiceDisputes invoice={invoice} />
          <InvoiceCampaigns invoice={invoice} />
        </div>
      </div>
      {disputing && <DisputeDialog invoices={[invoice]} onClose={() => setDisputing(false)} />}
    </>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 bg-card p-4">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="flex flex-col gap-0.5">{children}</dd>
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, FileText, Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { DisputeDialog } from "@/components/debtors/dispute-dialog";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { DueBadge } from "@/components/invoices/due-badge";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { Day, When } from "@/components/ui/when";
import type { InvoiceDetail } from "@/server/invoices/contract";

const link = "rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";

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
        className={`${link} inline-flex w-fit items-center gap-1 text-xs text-muted-foreground`}
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
          <Link href={`/${slug}/debtors/${invoice.debtorId}`} className={link}>
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
          <Freight invoice={invoice} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Payments invoice={invoice} />
          <Disputes invoice={invoice} />
          <Campaigns invoice={invoice} />
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

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-sm text-muted-foreground">{children}</p>;

function Freight({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={invoice.currency} />;
  const facts: [string, ReactNode][] = [
    [t("load"), invoice.loadNumber],
    [t("bol"), invoice.bolNumber],
    [
      t("lane"),
      invoice.laneOrigin && invoice.laneDestination
        ? t("laneFromTo", { from: invoice.laneOrigin, to: invoice.laneDestination })
        : (invoice.laneOrigin ?? invoice.laneDestination),
    ],
    [t("mode"), invoice.mode],
    [t("pod"), invoice.hasPod === null ? null : t(invoice.hasPod ? "podYes" : "podNo")],
    [t("shortPay"), invoice.shortPayMinor ? money(invoice.shortPayMinor) : null],
    [t("accessorial"), invoice.accessorialMinor ? money(invoice.accessorialMinor) : null],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== "");
  return (
    <Section title={t("freight")}>
      {known.length > 0 && (
        <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          {known.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{t("documents")}</h3>
      {invoice.documents.length === 0 ? (
        <Nothing>{t("noDocuments")}</Nothing>
      ) : (
        <ul className="flex flex-col gap-1">
          {invoice.documents.map((document) => (
            <li key={`${document.kind} ${document.name}`} className="flex items-center gap-2">
              <FileText className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              <span className="min-w-0 truncate">{document.name}</span>
              <span className="text-xs text-muted-foreground uppercase">{document.kind}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const methods = ["import", "checkout", "member", "history"] as const;

function Payments({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  return (
    <Section title={t("payments")}>
      {invoice.payments.length === 0 ? (
        <Nothing>{t("noPayments")}</Nothing>
      ) : (
        <ul className="divide-y">
          {invoice.payments.map((payment) => {
            const method = methods.find((each) => each === payment.method);
            return (
              <li key={payment.id} className="flex items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
                <span className="flex flex-wrap items-center gap-x-2">
                  <When at={payment.receivedAt} exact />
                  <span className="text-xs text-muted-foreground">{method && t(`method.${method}`)}</span>
                  {payment.status !== "succeeded" && <StatusBadge status={payment.status} />}
                  {payment.reversedAt && <span className="text-xs text-warning-strong">{t("reversed")}</span>}
                </span>
                <Money
                  amountMinor={payment.amountMinor}
                  currency={invoice.currency}
                  className={payment.reversedAt ? "text-muted-foreground line-through" : "font-medium"}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

const sources = ["import", "member", "debtor"] as const;

function Disputes({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  const words = useTranslations("debtors.detail.actions");
  const trpc = useTRPC();
  const mayResolve = useMay("disputes.update");
  const resolve = useDebtorMutation(trpc.disputes.resolve, words("resolved"));
  return (
    <Section title={t("disputes")}>
      {invoice.disputes.length === 0 ? (
        <Nothing>{t("noDisputes")}</Nothing>
      ) : (
        <ul className="divide-y">
          {invoice.disputes.map((dispute) => {
            const source = sources.find((each) => each === dispute.source);
            return (
              <li key={dispute.id} className="flex items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
                <span className="min-w-0">
                  <span className="flex flex-wrap items-center gap-x-2">
                    <StatusBadge status={dispute.resolvedAt ? "resolved" : "open"} />
                    <When at={dispute.openedAt} className="text-xs text-muted-foreground" />
                    <span className="text-xs text-muted-foreground">{source && t(`source.${source}`)}</span>
                  </span>
                  {dispute.reason && <span className="mt-1 block break-words">{dispute.reason}</span>}
                </span>
                {mayResolve && !dispute.resolvedAt && (
                  <Button
                    variant="outline"
                    size="sm"
                    pending={resolve.isPending}
                    onClick={() => resolve.mutate({ disputeId: dispute.id })}
                  >
                    {t("resolve")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function Campaigns({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  const { slug } = useWorkspace();
  return (
    <Section title={t("campaigns")}>
      {invoice.campaigns.length === 0 ? (
        <Nothing>{t("noCampaigns")}</Nothing>
      ) : (
        <ul className="divide-y">
          {invoice.campaigns.map((campaign) => (
            <li key={campaign.id} className="flex items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
              <Link href={`/${slug}/campaigns/${campaign.id}`} className={`${link} min-w-0 truncate font-medium`}>
                {campaign.name}
              </Link>
              <span className="flex items-center gap-2 text-xs text-muted-foreground">
                {campaign.dueAt && (
                  <span>
                    {t("nextStep")} <When at={campaign.dueAt} />
                  </span>
                )}
                <StatusBadge status={campaign.status} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

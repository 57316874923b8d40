"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { Nothing, Section } from "@/components/invoices/invoice-section";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { When } from "@/components/ui/when";
import type { InvoiceDetail } from "@/server/invoices/contract";

const methods = ["import", "checkout", "member", "history"] as const;

/** The money that came for the invoice, what was taken back included. */
export function InvoicePayments({ invoice }: { invoice: InvoiceDetail }) {
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

/** Its disputes, open and resolved. */
export function InvoiceDisputes({ invoice }: { invoice: InvoiceDetail }) {
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

/** The campaigns that chase it. */
export function InvoiceCampaigns({ invoice }: { invoice: InvoiceDetail }) {
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
              <Link href={`/${slug}/campaigns/${campaign.id}`} className={`${textLink} min-w-0 truncate font-medium`}>
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

"use client";

import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Nothing, Section } from "@/components/invoices/invoice-section";
import { Money } from "@/components/ui/money";
import type { InvoiceDetail } from "@/server/invoices/contract";

/** What was carried, from where to where, and the papers of it. */
export function InvoiceFreight({ invoice }: { invoice: InvoiceDetail }) {
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
    [t("factored"), invoice.factored ? t("yes") : null],
    [t("portalRejected"), invoice.portalRejected ? t("yes") : null],
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

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Section } from "@/components/invoices/invoice-section";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import type { InvoiceDetail } from "@/server/invoices/contract";

/** Interest and sums charged for being late: lines of their own beside the invoice. Nothing where there are none. */
export function InvoiceLateFees({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations("invoices.detail");
  const format = useFormatter();
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  if (invoice.lateFees.length === 0) return null;
  return (
    <Section title={t("lateFees")}>
      <ul className="flex flex-col gap-2">
        {invoice.lateFees.map((fee) => (
          <li key={fee.id} className="flex items-start justify-between gap-3">
            <span className="min-w-0">
              <span className="block">
                {t("lateFeeDays", {
                  from: day(fee.fromOn),
                  to: day(fee.toOn),
                  percent: format.number(fee.ratePercent),
                })}
              </span>
              <span className="text-xs text-muted-foreground">{t(`lateFeeBasis.${fee.basis}`)}</span>{" "}
              {fee.status === "proposed" && <Badge variant="outline">{t("lateFeeProposed")}</Badge>}
            </span>
            <Money amountMinor={fee.amountMinor} currency={invoice.currency} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

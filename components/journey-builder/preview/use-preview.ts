"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useTRPC } from "@/components/trpc/provider";
import type { Channel } from "@/server/journeys/graph/schema";
import { isMessageVariable, type MessageVariable } from "@/server/journeys/graph/variables";
import { formatMoney } from "@/server/money";
import type { MessagePreview } from "@/server/touches/contract";

/** Whom messages are previewed for, kept in the address: null is an invented debtor. */
export function usePreviewedDebtor() {
  const trpc = useTRPC();
  const [debtorId, choose] = useQueryState("preview", parseAsString);
  const preview = useQuery(trpc.touches.preview.queryOptions(debtorId ? { debtorId } : skipToken));
  return { debtorId, choose: (id: string | null) => void choose(id), preview };
}

export type Preview = {
  /** The chosen debtor's name; null for the invented one. */
  name: string | null;
  /** Where it would go; null when this debtor cannot be reached on the channel. */
  to: string | null | undefined;
  fill: (variable: string) => string;
};

/** What the variables of a message on a channel say to the chosen debtor, or to an invented one. */
export function usePreview(channel: Channel): Preview {
  const sample = useSample();
  const { debtorId, preview } = usePreviewedDebtor();
  if (!debtorId || !preview.data) return { name: null, to: undefined, fill: sample };
  const reached = preview.data[channel];
  const values = reached?.values ?? anyValues(preview.data);
  return {
    name: preview.data.debtor.name,
    to: reached?.to ?? null,
    fill: (variable) => {
      if (!isMessageVariable(variable)) return `{{${variable}}}`;
      return values?.[variable] ?? sample(variable);
    },
  };
}

function anyValues(preview: MessagePreview) {
  return (preview.email ?? preview.sms ?? preview.voice)?.values;
}

/** What the variables read like for an invented debtor. */
function useSample(): (name: string) => string {
  const t = useTranslations("journeys.sample");
  const locale = useLocale();
  const values: Record<MessageVariable, () => string> = {
    "debtor.name": () => t("debtor"),
    "contact.name": () => t("contact"),
    balance: () => formatMoney({ amountMinor: 1_184_000, currency: "USD" }, locale),
    overdue_balance: () => formatMoney({ amountMinor: 721_000, currency: "USD" }, locale),
    invoice_count: () => "4",
    oldest_invoice_number: () => "004417",
    oldest_due_date: () =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.UTC(2026, 1, 14)),
    days_overdue: () => "23",
    pay_link: () => "https://pay.example/k7Qm2v",
    "company.name": () => t("company"),
    "company.phone": () => "+1 512 555 0100",
    load_numbers: () => "LD-20931, LD-20955",
  };
  return (name) => (isMessageVariable(name) ? values[name]() : `{{${name}}}`);
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { costsOf, useMicros } from "@/components/campaigns/rehearsal/cost-table";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Money } from "@/components/ui/money";
import type { Rehearsal } from "@/server/campaigns/rehearsal/contract";
import { channel } from "@/server/journeys/graph/schema";

/** The four numbers to launch by: who enters, what leaves on the first day, when it begins, what it costs. */
export function RehearsalFigures({ rehearsal }: { rehearsal: Rehearsal }) {
  const t = useTranslations("rehearsal.figures");
  const format = useFormatter();
  const money = useMicros(rehearsal.costCurrency);
  const { entering, channels, days, zone, firstLeavesAt } = rehearsal;
  const sum = (pick: "firstDay" | "putOff" | "refused") =>
    channel.options.reduce((total, each) => total + channels[each][pick], 0);
  const costs = costsOf(rehearsal);
  const firstDay = sum("firstDay");
  if (rehearsal.trigger === "promise_broken" || rehearsal.trigger === "api_event") {
    return (
      <dl>
        <Figure label={t("byTrigger", { days })} value={t("notForeseen")}>
          {t(`notForeseenBecause.${rehearsal.trigger}`)}
        </Figure>
      </dl>
    );
  }
  return (
    <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Figure
        label={rehearsal.trigger ? t("byTrigger", { days }) : t("enter")}
        value={t("debtors", { count: entering.debtors, shown: format.number(entering.debtors) })}
      >
        <span className="block">{t("invoices", { count: entering.invoices })}</span>
        {entering.totals.map((total) => (
          <span key={total.currency} className="block font-medium text-foreground">
            <Money amountMinor={total.openMinor} currency={total.currency} />
          </span>
        ))}
        {entering.heldOut > 0 && <span className="block">{t("heldOut", { count: entering.heldOut })}</span>}
      </Figure>
      <Figure label={t("firstDay")} value={t("contacts", { count: firstDay, shown: format.number(firstDay) })}>
        <span className="flex flex-wrap gap-x-3">
          {channel.options
            .filter((each) => channels[each].firstDay > 0)
            .map((each) => (
              <span key={each} className="inline-flex items-center gap-1 tabular-nums">
                <ChannelIcon channel={each} /> {format.number(channels[each].firstDay)}
              </span>
            ))}
        </span>
        <span className="block">{t("putOff", { count: sum("putOff"), refused: sum("refused") })}</span>
      </Figure>
      <Figure
        label={t("first")}
        value={
          firstLeavesAt
            ? format.dateTime(firstLeavesAt, { timeZone: zone, weekday: "short", hour: "numeric", minute: "2-digit" })
            : t("never", { days })
        }
      >
        {firstLeavesAt && (
          <span className="block">{format.dateTime(firstLeavesAt, { timeZone: zone, dateStyle: "long" })}</span>
        )}
      </Figure>
      <Figure label={t("cost")} value={money(costs.firstDay)}>
        {t("costInAll", { amount: money(costs.inAll), days })}
      </Figure>
    </dl>
  );
}

function Figure({ label, value, children }: { label: string; value: string; children?: ReactNode }) {
  return (
    <div className="rounded-lg border bg-card px-4 py-3">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="text-xl font-semibold tracking-tight tabular-nums">{value}</dd>
      <dd className="text-xs text-muted-foreground">{children}</dd>
    </div>
  );
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/lists/table";
import type { Rehearsal } from "@/server/campaigns/rehearsal/contract";
import { channel } from "@/server/journeys/graph/schema";

/** What the contacts cost, channel by channel. */
export function CostTable({ rehearsal, budgeted }: { rehearsal: Rehearsal; budgeted: boolean }) {
  const t = useTranslations("rehearsal.cost");
  const format = useFormatter();
  const { channels, days } = rehearsal;
  const money = useMicros(rehearsal.costCurrency);
  const totals = costsOf(rehearsal);
  const cost = (micros: number, count: number) => (
    <TableCell className="text-right tabular-nums">
      {money(micros)}
      <span className="block text-xs text-muted-foreground">× {format.number(count)}</span>
    </TableCell>
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t(budgeted ? "budget" : "list")}</CardDescription>
      </CardHeader>
      <CardContent>
        <Table aria-label={t("title")}>
          <TableHeader>
            <TableRow>
              <TableHead>{t("channel")}</TableHead>
              <TableHead className="text-right">{t("each")}</TableHead>
              <TableHead className="text-right">{t("firstDay")}</TableHead>
              <TableHead className="text-right">{t("inAll", { days })}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {channel.options.map((each) => {
              const { perTouchMicros, firstDay, inAll } = channels[each];
              return (
                <TableRow key={each}>
                  <TableCell className="whitespace-nowrap">
                    <ChannelIcon channel={each} label />
                  </TableCell>
                  <TableCell className="text-right tabular-nums">{money(perTouchMicros)}</TableCell>
                  {cost(firstDay * perTouchMicros, firstDay)}
                  {cost(inAll * perTouchMicros, inAll)}
                </TableRow>
              );
            })}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell colSpan={2}>{t("total")}</TableCell>
              <TableCell className="text-right tabular-nums">{money(totals.firstDay)}</TableCell>
              <TableCell className="text-right tabular-nums">{money(totals.inAll)}</TableCell>
            </TableRow>
          </TableFooter>
        </Table>
      </CardContent>
    </Card>
  );
}

/** In millionths of the currency's unit. */
export function costsOf({ channels }: Pick<Rehearsal, "channels">): { firstDay: number; inAll: number } {
  const sum = (pick: "firstDay" | "inAll") =>
    channel.options.reduce((total, each) => total + channels[each][pick] * channels[each].perTouchMicros, 0);
  return { firstDay: sum("firstDay"), inAll: sum("inAll") };
}

/** An amount in millionths, with as many digits as it needs to be more than nothing. */
export function useMicros(currency: string): (micros: number) => string {
  const format = useFormatter();
  return (micros) =>
    format.number(micros / 1_000_000, {
      style: "currency",
      currency,
      ...(micros > 0 && micros < 1_000_000 && { maximumFractionDigits: 4 }),
    });
}

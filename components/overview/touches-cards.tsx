"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { useNow } from "@/components/ui/now";
import { textLink } from "@/components/ui/text-link";
import { LocalTime, When } from "@/components/ui/when";
import type { Overview } from "@/server/analytics/contract";

const channels = ["email", "sms", "voice"] as const;
/** Contacts made, still to come and held back today, by channel. */
export function TodayCard({ overview }: { overview: Overview }) {
  const t = useTranslations("overview.touches");
  const words = useTranslations("overview");
  const format = useFormatter();
  const { slug } = useWorkspace();
  const nothing = overview.touchesToday.every((each) => each.made + each.queued + each.refused === 0);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("today")}</CardTitle>
        <CardAction>
          <Link href={`/${slug}/campaigns`} className={`${textLink} text-xs text-muted-foreground`}>
            {words("running", { count: overview.runningCampaigns })}
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        {nothing ? (
          <p className="text-sm text-muted-foreground">{t("none")}</p>
        ) : (
          <table className="w-full text-sm">
            <thead className="text-xs text-muted-foreground">
              <tr>
                <th className="sr-only" scope="col">
                  {t("today")}
                </th>
                {(["made", "queued", "refused"] as const).map((key) => (
                  <th key={key} scope="col" className="pb-1 text-right font-medium">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {channels.map((channel) => {
                const counts = overview.touchesToday.find((each) => each.channel === channel);
                return (
                  <tr key={channel} className="border-t">
                    <th scope="row" className="py-1.5 text-left font-normal">
                      <ChannelIcon channel={channel} label />
                    </th>
                    {(["made", "queued", "refused"] as const).map((key) => (
                      <td key={key} className="py-1.5 text-right tabular-nums">
                        <Link href={`/${slug}/touches?channel=${channel}${statusOf[key]}`} className={textLink}>
                          {format.number(counts?.[key] ?? 0)}
                        </Link>
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </CardContent>
    </Card>
  );
}

const statusOf = { made: "", queued: "&status=queued", refused: "&status=refused" } as const;

/** The next contacts, each with the time at the debtor's. */
export function NextTouchesCard({ overview }: { overview: Overview }) {
  const { nextTouches: touches, waiting } = overview;
  const now = useNow();
  // A step that the worker is about to take is due now, not some minutes ago.
  const due = waiting && waiting.nextDueAt > now ? waiting.nextDueAt : now;
  const t = useTranslations("overview.touches");
  const { slug } = useWorkspace();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("next")}</CardTitle>
        {touches.length > 0 && (
          <CardAction>
            <Link href={`/${slug}/touches?status=queued`} className={`${textLink} text-xs text-muted-foreground`}>
              {t("all")}
            </Link>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {touches.length === 0 && waiting ? (
          <p className="text-sm text-muted-foreground">
            {t.rich("waiting", {
              count: waiting.count,
              when: () => <When key="due" at={due} />,
            })}
          </p>
        ) : touches.length === 0 ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-sm text-muted-foreground">{t("noneNext")}</p>
            <Button variant="outline" size="sm" asChild>
              <Link href={`/${slug}/campaigns`}>{t("launch")}</Link>
            </Button>
          </div>
        ) : (
          <ul className="divide-y">
            {touches.map((touch) => (
              <li key={touch.id} className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
                <ChannelIcon channel={touch.channel} />
                <Link
                  href={`/${slug}/debtors/${touch.debtorId}`}
                  className={`${textLink} min-w-0 flex-1 truncate font-medium`}
                >
                  {touch.debtorName}
                </Link>
                {touch.zones[0] && (
                  <span className="text-xs text-muted-foreground max-sm:hidden" title={t("theirTime")}>
                    <LocalTime at={touch.at} zone={touch.zones[0]} />
                  </span>
                )}
                <Link href={`/${slug}/touches/${touch.id}`} className={`${textLink} text-right`}>
                  <When at={touch.at} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

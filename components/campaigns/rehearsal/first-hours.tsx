"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import type { Rehearsal } from "@/server/campaigns/rehearsal/contract";
import { channel } from "@/server/journeys/graph/schema";

const fills = { email: "bg-channel-email", sms: "bg-channel-sms", voice: "bg-channel-voice" } as const;
/** Every third hour is named; a bar is at least this share of the highest, or it could not be seen. */
const NAMED_EVERY = 3;
const LEAST = 0.03;

/** What leaves in each of the first hours, stacked by channel; the same as a table for who cannot see it. */
export function FirstHours({ rehearsal }: { rehearsal: Rehearsal }) {
  const t = useTranslations("rehearsal.hours");
  const format = useFormatter();
  const { hours, zone } = rehearsal;
  const total = (hour: Rehearsal["hours"][number]) => hour.email + hour.sms + hour.voice;
  const most = Math.max(...hours.map(total));
  const name = (at: Date) => format.dateTime(at, { timeZone: zone, hour: "numeric", minute: undefined });
  const used = channel.options.filter((each) => hours.some((hour) => hour[each] > 0));
  return (
    <Card>
      <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
        <CardTitle>{t("title")}</CardTitle>
        <div className="flex flex-wrap gap-3 text-xs">
          {used.map((each) => (
            <ChannelIcon key={each} channel={each} label />
          ))}
        </div>
      </CardHeader>
      <CardContent>
        {most === 0 ? (
          <p className="text-sm text-muted-foreground">{t("none")}</p>
        ) : (
          <table className="w-full table-fixed border-separate border-spacing-x-0.5 text-center text-[11px]">
            <caption className="sr-only">{t("title")}</caption>
            <thead className="sr-only">
              <tr>
                {hours.map((hour) => (
                  <th key={hour.at.getTime()} scope="col">
                    {name(hour.at)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {hours.map((hour) => {
                  const count = total(hour);
                  return (
                    <td
                      key={hour.at.getTime()}
                      className="h-32 p-0 align-bottom"
                      title={t("cell", { hour: name(hour.at), count })}
                    >
                      <span className="block text-muted-foreground tabular-nums">
                        {count > 0 ? format.number(count, { notation: "compact" }) : <span className="sr-only">0</span>}
                      </span>
                      <span
                        className="flex flex-col-reverse overflow-hidden rounded-t-sm border-b"
                        style={{ height: count === 0 ? 1 : `${Math.round(Math.max(LEAST, count / most) * 104)}px` }}
                        aria-hidden
                      >
                        {channel.options.map((each) => (
                          <span key={each} className={fills[each]} style={{ flexGrow: hour[each] }} />
                        ))}
                      </span>
                    </td>
                  );
                })}
              </tr>
              <tr aria-hidden>
                {hours.map((hour, at) => (
                  <td key={hour.at.getTime()} className="h-5 p-0 align-top text-muted-foreground">
                    <span className="relative block h-4">
                      {at % NAMED_EVERY === 0 && (
                        <span className="absolute top-1 left-1/2 -translate-x-1/2 whitespace-nowrap">
                          {name(hour.at)}
                        </span>
                      )}
                    </span>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        )}
      </CardContent>
    </Card>
  );
}

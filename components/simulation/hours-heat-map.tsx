"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

/** A Monday, to name weekdays by. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** When contacts were made, by the debtor's own clock: darker is more. One hue, so that it reads in any theme. */
export function HoursHeatMap({ grid }: { grid: readonly (readonly number[])[] }) {
  const t = useTranslations("simulation.hours");
  const format = useFormatter();
  const most = Math.max(1, ...grid.flat());
  const dayName = (day: number, weekday: "short" | "long") =>
    format.dateTime(new Date(monday + day * dayMs), { timeZone: "UTC", weekday });
  const hourName = (hour: number) =>
    format.dateTime(new Date(monday + hour * 3_600_000), { timeZone: "UTC", hour: "numeric" });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("about")}</CardDescription>
      </CardHeader>
      <CardContent>
        <section
          className="overflow-x-auto rounded-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={t("title")}
        >
          <table className="w-full min-w-[40rem] table-fixed border-separate border-spacing-0.5 text-xs">
            <caption className="sr-only">{t("about")}</caption>
            <thead>
              <tr>
                <th scope="col" className="w-12">
                  <span className="sr-only">{t("weekday")}</span>
                </th>
                {Array.from({ length: 24 }, (_, hour) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day
                  <th key={hour} scope="col" className="font-normal text-muted-foreground tabular-nums">
                    <span className="sr-only">{hourName(hour)}</span>
                    <span aria-hidden>{hour % 3 === 0 ? hour : ""}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {grid.map((hours, day) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week
                <tr key={day}>
                  <th scope="row" className="pr-2 text-left font-normal text-muted-foreground">
                    <abbr title={dayName(day, "long")} className="no-underline">
                      {dayName(day, "short")}
                    </abbr>
                  </th>
                  {hours.map((count, hour) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day
                      key={hour}
                      title={t("cell", { day: dayName(day, "long"), hour: hourName(hour), count })}
                      className="h-7 rounded-sm bg-muted text-center tabular-nums"
                      style={
                        count > 0
                          ? {
                              backgroundColor: `color-mix(in oklch, var(--primary) ${Math.round(18 + (count / most) * 82)}%, var(--card))`,
                              color: count / most > 0.45 ? "var(--primary-foreground)" : undefined,
                            }
                          : undefined
                      }
                    >
                      {count > 0 ? format.number(count, { notation: "compact" }) : ""}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </CardContent>
    </Card>
  );
}

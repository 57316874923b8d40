"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useRuleText } from "@/components/contact-rules/use-rule-text";
import type { ChannelCalendar } from "@/server/policy/calendar/allowed-hours";

/** Whose clock it is, when they may be contacted first, and what is not like every day: holidays and clock changes. */
export function CalendarNotes({ calendar }: { calendar: ChannelCalendar }) {
  const t = useTranslations("contactRules.calendar");
  const format = useFormatter();
  const text = useRuleText();
  const { zone, candidateZones, days } = calendar;
  const name = (each: string) => each.replaceAll("_", " ");
  const long = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), {
      timeZone: "UTC",
      weekday: "short",
      day: "numeric",
      month: "short",
    });
  const first = firstAllowed(calendar);
  const notes = days.flatMap(({ day, holiday, clockChange }) => [
    ...(holiday ? [t("holiday", { day: long(day), name: holiday })] : []),
    ...(clockChange
      ? [
          t(clockChange.byMinutes > 0 ? "forward" : "back", {
            day: long(day),
            minutes: Math.abs(clockChange.byMinutes),
            time: text.time(clockChange.at),
          }),
        ]
      : []),
  ]);
  return (
    <div className="grid gap-1 text-xs text-muted-foreground">
      <p className="font-medium text-foreground">
        {first ? t("first", { when: `${long(first.day)}, ${text.time(first.at)}` }) : t("noneAllowed")}
      </p>
      <p>
        {candidateZones.length === 0 ? t("unknownZone") : t("clock", { zone: name(zone) })}{" "}
        {candidateZones.length > 1 && <Zones zones={candidateZones.map(name)} />}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function Zones({ zones }: { zones: string[] }) {
  const t = useTranslations("contactRules.try");
  const format = useFormatter();
  return t("zones", { zones: format.list(zones) });
}

function firstAllowed({ days, states }: ChannelCalendar): { day: string; at: number } | null {
  for (const { day, runs } of days) {
    const run = runs.find(({ state }) => states[state]?.kind === "allow");
    if (run) return { day, at: run.from };
  }
  return null;
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { type HourPart, moved, partsOfHour } from "@/components/contact-rules/hours/hour-parts";
import { useRuleText } from "@/components/contact-rules/use-rule-text";
import { cn } from "@/components/ui/cn";
import type { ChannelCalendar, HourState } from "@/server/policy/calendar/allowed-hours";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const looks: Record<HourState["kind"], string> = {
  allow: "bg-success",
  defer: "bg-muted",
  deny: "bg-muted bg-[repeating-linear-gradient(135deg,var(--muted-foreground)_0_1px,transparent_1px_5px)]",
  past: "bg-transparent",
  skipped: "bg-transparent",
};

type Cell = { day: number; hour: number };

/** Days across, hours down: one stop for the tab key, arrows inside; the cell one is at is told below in words. */
export function HoursGrid({ calendar, label }: { calendar: ChannelCalendar; label: string }) {
  const t = useTranslations("contactRules.calendar");
  const format = useFormatter();
  const { time } = useRuleText();
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell | null>(null);
  const [entry, setEntry] = useState<Cell>(() => firstCell(calendar));
  const words = usePartWords();
  const { days, states } = calendar;
  const date = (day: string, options: { weekday?: "short" | "narrow" | "long"; day?: "numeric"; month?: "short" }) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { timeZone: "UTC", ...options });
  const hourName = (hour: number) => format.dateTime(new Date(hour * 3_600_000), { timeZone: "UTC", hour: "numeric" });

  const go = (event: KeyboardEvent) => {
    const next = moved(entry, event.key, days.length);
    if (!next) return;
    event.preventDefault();
    setEntry(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.day}-${next.hour}"]`)?.focus();
  };
  const partsAt = ({ day, hour }: Cell) => {
    const found = days[day];
    return found ? partsOfHour(found, hour, states) : [];
  };
  const nameOf = ({ day, hour }: Cell) =>
    t("cell", {
      day: date(days[day]?.day ?? "1970-01-01", { weekday: "long", day: "numeric", month: "short" }),
      from: time(hour * 60),
      to: time(hour * 60 + 60),
    });

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <table
        ref={table}
        aria-label={label}
        className="w-full table-fixed border-separate border-spacing-px text-[0.6875rem] tabular-nums"
        onPointerLeave={() => setAt(null)}
      >
        <thead>
          <tr>
            <th scope="col" className="w-9 sm:w-12">
              <span className="sr-only">{t("hour")}</span>
            </th>
            {days.map(({ day, holiday, clockChange }) => (
              <th key={day} scope="col" className="pb-1 font-normal text-muted-foreground">
                <span className="sr-only">{date(day, { weekday: "long", day: "numeric", month: "short" })}</span>
                <span aria-hidden className="block sm:hidden">
                  {date(day, { weekday: "narrow" })}
                </span>
                <span aria-hidden className="hidden sm:block">
                  {date(day, { weekday: "short" })}
                </span>
                <span
                  aria-hidden
                  className={cn(
                    "block text-foreground",
                    (holiday || clockChange) && "underline decoration-2 underline-offset-2",
                  )}
                >
                  {Number(day.slice(8))}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row" className="pr-1 text-right font-normal whitespace-nowrap text-muted-foreground">
                <span className={cn(hour % 2 === 1 && "sr-only")}>{hourName(hour)}</span>
              </th>
              {days.map(({ day }, index) => {
                const cell = { day: index, hour };
                const parts = partsAt(cell);
                return (
                  <td key={day} className="p-0">
                    <button
                      type="button"
                      data-cell={`${index}-${hour}`}
                      tabIndex={entry.day === index && entry.hour === hour ? 0 : -1}
                      aria-label={`${nameOf(cell)}: ${parts.map((part) => words(part, parts.length > 1)).join("; ")}`}
                      className="block h-5 w-full rounded-[2px] outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-1"
                      onKeyDown={go}
                      onFocus={() => {
                        setEntry(cell);
                        setAt(cell);
                      }}
                      onPointerEnter={() => setAt(cell)}
                    >
                      <HourBlock parts={parts} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="min-h-14 rounded-md border bg-card p-2.5 text-xs" data-testid="hour-reason">
        {at ? (
          <>
            <p className="font-medium">{nameOf(at)}</p>
            {partsAt(at).map((part) => (
              <p key={part.from} className="text-muted-foreground">
                {words(part, partsAt(at).length > 1)}
              </p>
            ))}
          </>
        ) : (
          <p className="text-muted-foreground">{t("choose")}</p>
        )}
      </div>
      <Legend />
    </div>
  );
}

function HourBlock({ parts }: { parts: readonly HourPart[] }) {
  const quarters = parts.flatMap(({ from, to, state: { kind } }) =>
    [0, 15, 30, 45].filter((each) => each < to - from).map((each) => ({ from: from + each, kind })),
  );
  return (
    <span className="flex h-5 flex-col overflow-hidden rounded-[2px]" aria-hidden>
      {quarters.map(({ from, kind }) => (
        <span key={from} className={cn("flex-1", looks[kind])} />
      ))}
    </span>
  );
}

const shown = ["allow", "defer", "deny"] as const;

function Legend() {
  const t = useTranslations("contactRules.calendar.legend");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {shown.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span className={cn("size-3 rounded-[2px] border", looks[kind])} aria-hidden />
          {t(kind)}
        </li>
      ))}
    </ul>
  );
}

/** What is true of a part of an hour, with every reason; with its times where the hour is not all of one kind. */
function usePartWords() {
  const t = useTranslations("contactRules.calendar");
  const codes = useTranslations("policy.codes");
  const { time } = useRuleText();
  return ({ from, to, state }: HourPart, timed: boolean) => {
    const said = t(`legend.${state.kind}`);
    const reasons = "codes" in state ? state.codes.map((code) => (codes.has(code) ? codes(code) : code)) : [];
    const span = timed ? `${t("span", { from: time(from), to: time(to) })} ` : "";
    return `${span}${said}${reasons.length > 0 ? `: ${reasons.join(" ")}` : ""}`;
  };
}

function firstCell({ days, states }: ChannelCalendar): Cell {
  for (const [day, { runs }] of days.entries()) {
    const run = runs.find(({ state }) => states[state]?.kind === "allow");
    if (run) return { day, hour: Math.floor(run.from / 60) };
  }
  return { day: 0, hour: 8 };
}

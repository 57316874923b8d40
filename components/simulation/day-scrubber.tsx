"use client";

import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DayMark } from "@/server/journeys/simulation/marks";

const PLAY_MS = 250;

/** Goes over the days: dragged, by arrow keys, or by itself. Days unlike others are marked. */
export function DayScrubber({
  days,
  marks,
  at,
  onChange,
}: {
  days: readonly { day: string }[];
  marks: readonly DayMark[];
  at: number;
  onChange: (at: number) => void;
}) {
  const t = useTranslations("simulation.scrubber");
  const format = useFormatter();
  const [playing, setPlaying] = useState(false);
  const last = days.length - 1;
  useEffect(() => {
    if (!playing) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onChange(at + 1), PLAY_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last, onChange]);
  const text = (day: string | undefined) =>
    day === undefined
      ? ""
      : format.dateTime(new Date(`${day}T00:00:00Z`), {
          timeZone: "UTC",
          weekday: "short",
          day: "numeric",
          month: "short",
          year: "numeric",
        });
  const day = days[at]?.day;
  const here = marks.filter((mark) => mark.day === day);
  return (
    <div className="grid gap-1 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <Button
          variant="ghost"
          size="icon"
          aria-label={playing ? t("pause") : t("play")}
          onClick={() => {
            if (!playing && at >= last) onChange(0);
            setPlaying(!playing);
          }}
        >
          {playing ? <Pause /> : <Play />}
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("before")}
          disabled={at <= 0}
          onClick={() => onChange(at - 1)}
        >
          <ChevronLeft />
        </Button>
        <div className="relative min-w-0 flex-1">
          <input
            type="range"
            min={0}
            max={last}
            value={at}
            aria-label={t("label")}
            aria-valuetext={text(day)}
            onChange={(event) => {
              setPlaying(false);
              onChange(Number(event.target.value));
            }}
            className="block h-6 w-full cursor-pointer rounded-sm accent-primary outline-none focus-visible:ring-2 focus-visible:ring-ring"
          />
          <div className="pointer-events-none absolute inset-x-2 top-full h-1.5" aria-hidden>
            {marks.map((mark) => {
              const index = days.findIndex((one) => one.day === mark.day);
              if (index < 0) return null;
              return (
                <span
                  key={`${mark.kind} ${mark.day}`}
                  className={`absolute size-1.5 -translate-x-1/2 rounded-full ${mark.kind === "holiday" ? "bg-warning" : "bg-info"}`}
                  style={{ left: `${last === 0 ? 0 : (index / last) * 100}%` }}
                />
              );
            })}
          </div>
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("after")}
          disabled={at >= last}
          onClick={() => onChange(at + 1)}
        >
          <ChevronRight />
        </Button>
      </div>
      <p className="flex min-h-5 flex-wrap items-baseline gap-x-3 pt-1 text-sm tabular-nums">
        <span className="font-medium">{text(day)}</span>
        <span className="text-xs text-muted-foreground">{t("dayOf", { day: at + 1, days: days.length })}</span>
        {here.map((mark) => (
          <span key={mark.kind} className="text-xs text-muted-foreground">
            {t(mark.kind, { zones: named(mark.zones) })}
          </span>
        ))}
      </p>
    </div>
  );
}

/** The first few, and how many more. */
function named(zones: readonly string[]): string {
  const shown = zones.slice(0, 3).map((zone) => zone.replaceAll("_", " "));
  return zones.length > 3 ? `${shown.join(", ")} +${zones.length - 3}` : shown.join(", ");
}

"use client";

import { useFormatter } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/now";

/** An instant: relative to the workspace's now, the exact one on hover. `zone`: whose wall clock to show it in. */
export function When({
  at,
  zone,
  exact = false,
  className,
}: {
  at: Date;
  zone?: string | null;
  /** Shows the exact time and puts the relative one on hover. */
  exact?: boolean;
  className?: string;
}) {
  const format = useFormatter();
  const now = useNow();
  // The page's clock ticks once a minute: within it, what just happened would read "in 2 seconds".
  const relative = format.relativeTime(Math.abs(at.getTime() - now.getTime()) < 60_000 ? now : at, now);
  const wall = format.dateTime(at, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(zone ? { timeZone: zone } : {}),
  });
  return (
    <time
      dateTime={at.toISOString()}
      title={exact ? relative : wall}
      className={cn("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {exact ? wall : relative}
    </time>
  );
}

/** The wall-clock time at someone's place, e.g. the debtor's: "Tue 3 Mar, 09:12 CST"; with its year where it is not this. */
export function LocalTime({ at, zone, className }: { at: Date; zone: string; className?: string }) {
  const format = useFormatter();
  const text = format.dateTime(at, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(at.getUTCFullYear() === new Date().getUTCFullYear() ? {} : { year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return (
    <time
      dateTime={at.toISOString()}
      title={zone}
      className={cn("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

/** A calendar day, `YYYY-MM-DD`: the day in the reader's locale. */
export function Day({ day, className }: { day: string; className?: string }) {
  const format = useFormatter();
  return (
    <time dateTime={day} className={cn("whitespace-nowrap tabular-nums", className)}>
      {format.dateTime(new Date(`${day}T00:00:00Z`), { timeZone: "UTC", dateStyle: "medium" })}
    </time>
  );
}

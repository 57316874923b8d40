// Inngest's durations ("2h30m10s", "1d", "") and instants, as they stand in ops and in a function's configuration.

const UNITS: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

/** Milliseconds of a duration; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const compact = text.replaceAll(/\s+/g, "").toLowerCase();
  if (compact === "") return 0;
  let total = 0;
  let rest = compact;
  while (rest !== "") {
    const part = /^(\d+(?:\.\d+)?)(ms|w|d|h|m|s)[a-z]*/.exec(rest) ?? undefined;
    const unit = part?.[2] ? UNITS[part[2]] : undefined;
    if (!part?.[1] || unit === undefined) return undefined;
    total += Number(part[1]) * unit;
    rest = rest.slice(part[0].length);
  }
  return total;
}

/** When something said as a duration from now, or as an instant, is due; undefined when it is neither. */
export function dueAt(text: string, now: Date): Date | undefined {
  const ms = durationMs(text);
  if (ms !== undefined) return new Date(now.getTime() + ms);
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

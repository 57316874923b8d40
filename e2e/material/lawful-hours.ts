// Written by hand, as a second opinion beside the product's own decision: when a debtor may be contacted, by the clock
// on their wall. From the house window of 08:00–21:00 and, for Australia, the ACCC/ASIC guideline: texts
// and calls on weekends from 09:00; it does not bind e-mail.
const hours: Record<string, { weekday: [from: string, to: string]; weekend: [from: string, to: string] }> = {
  "America/Chicago": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "America/Los_Angeles": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "America/Toronto": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "America/Vancouver": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "Europe/London": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "Europe/Berlin": { weekday: ["08:00", "21:00"], weekend: ["08:00", "21:00"] },
  "Australia/Sydney": { weekday: ["08:00", "21:00"], weekend: ["09:00", "21:00"] },
};

/** The wall clock there, like "Sat 09:15". */
export function wallClock(zone: string, at: Date): { weekday: string; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const values = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: values.weekday ?? "", time: `${values.hour}:${values.minute}` };
}

export function isLawful(zone: string, channel: "email" | "sms" | "voice", at: Date): boolean {
  const { weekday, time } = wallClock(zone, at);
  const window = hours[zone];
  if (!window) throw new Error(`no hours for ${zone}`);
  const weekend = (weekday === "Sat" || weekday === "Sun") && channel !== "email";
  const [from, to] = weekend ? window.weekend : window.weekday;
  return time >= from && time < to;
}

/** The calendar day there. */
export function dayThere(zone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
}

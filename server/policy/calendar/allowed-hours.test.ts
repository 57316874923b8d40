import { describe, expect, test } from "vitest";
import { allowedHours, type ChannelCalendar } from "@/server/policy/calendar/allowed-hours";
import { decideCase } from "@/server/policy/decide-cases";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { businessCase } from "@/server/policy/testing/policy-case";

type Case = Parameters<typeof businessCase>[0];

function calendar(changes: Case, days = 14): ChannelCalendar {
  const { asked, candidateZones } = decideCase(businessCase({ housePolicy: withHouseDefaults({}), ...changes }));
  if (!asked) throw new Error("The case cannot be read.");
  return allowedHours(asked, { days, candidateZones, fallbackZone: "Etc/UTC", language: "en" });
}

/** "08:00-21:00 allow, …" of a day, without what is closed by the clock alone. */
function read({ days, states }: ChannelCalendar, day: string): string[] {
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const found = days.find((each) => each.day === day);
  return (found?.runs ?? []).map(({ from, to, state }) => {
    const { kind, ...more } = states[state] ?? { kind: "none" };
    return `${time(from)}-${time(to)} ${kind}${"code" in more && more.code ? ` ${more.code}` : ""}`;
  });
}

describe("a debtor's calendar", () => {
  test("has the house's hours on the debtor's own clock, and what of today is over", () => {
    const days = calendar({ at: "2026-11-18T17:10:00Z", contact: { channel: "email", address: "ap@example.com" } });
    expect(days.zone).toBe("America/New_York");
    expect(days.days).toHaveLength(14);
    expect(read(days, "2026-11-18")).toEqual([
      "00:00-12:00 past",
      "12:00-21:00 allow",
      "21:00-24:00 defer TIME_POLICY",
    ]);
    expect(read(days, "2026-11-19")).toEqual([
      "00:00-08:00 defer TIME_POLICY",
      "08:00-21:00 allow",
      "21:00-24:00 defer TIME_POLICY",
    ]);
  });

  test("shows the rest after a contact until it is over, and a quarter hour that is partly shut as shut", () => {
    const days = calendar({
      at: "2026-11-18T17:00:00Z",
      contact: { channel: "sms" },
      history: [{ at: "2026-11-18T15:20:00Z", channel: "email", direction: "outbound", accountId: "A" }],
      housePolicy: withHouseDefaults({ minGapHours: 22 }),
    });
    expect(read(days, "2026-11-19")).toEqual([
      "00:00-08:00 deny FREQ_POLICY",
      "08:00-08:30 deny FREQ_POLICY",
      "08:30-21:00 allow",
      "21:00-24:00 defer TIME_POLICY",
    ]);
  });

  test("names holidays, and has no hour where a rule asks for rest on them", () => {
    const days = calendar({
      at: "2026-12-20T00:00:00Z",
      debtor: { address: { country: "AU", region: "NSW" }, addressVerified: true },
      contact: { channel: "voice", address: "+61291234567", lineType: "landline" },
    });
    expect(days.days.find((each) => each.day === "2026-12-25")?.holiday).toBe("Christmas Day");
    expect(read(days, "2026-12-25").some((run) => run.endsWith("allow"))).toBe(false);
    expect(read(days, "2026-12-24").some((run) => run.endsWith("allow"))).toBe(true);
  });

  test("says when the clocks are changed; the hour that they leave out is none, and one that comes twice is shown once", () => {
    const spring = calendar({ at: "2026-03-06T17:00:00Z" });
    expect(spring.days.find((each) => each.day === "2026-03-08")?.clockChange).toEqual({ at: 120, byMinutes: 60 });
    expect(read(spring, "2026-03-08")).toContain("02:00-03:00 skipped");
    const autumn = calendar({ at: "2026-10-30T17:00:00Z" });
    expect(autumn.days.find((each) => each.day === "2026-11-01")?.clockChange).toEqual({ at: 120, byMinutes: -60 });
    expect(read(autumn, "2026-11-01")).toEqual([
      "00:00-08:00 defer TIME_POLICY",
      "08:00-21:00 allow",
      "21:00-24:00 defer TIME_POLICY",
    ]);
  });

  test("is shut throughout for whoever opted out, with that reason", () => {
    const days = calendar({
      at: "2026-11-18T17:00:00Z",
      contact: { channel: "sms" },
      optOuts: [{ channel: "sms", address: "+12125550143", at: "2026-11-01T00:00:00Z", source: "recipient" }],
    });
    expect(new Set(read(days, "2026-11-25").map((run) => run.split(" ").slice(1).join(" ")))).toEqual(
      new Set(["deny OPTED_OUT"]),
    );
  });

  test("tells by a clock that exists where nobody knows the debtor's", () => {
    const days = calendar({ contact: { channel: "voice", address: "+18005550143" }, debtor: { address: null } });
    expect(days.zone).toBe("Etc/UTC");
    expect(read(days, "2026-11-20").every((run) => run.includes("deny"))).toBe(true);
  });
});

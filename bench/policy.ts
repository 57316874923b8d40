// The contact policy alone, on one core: decisions a second about cases of every kind with a long history, and a year of
// hours in every zone of the prefix table, in which nothing may be allowed outside of the window; and a debtor's calendar.
import { report } from "@/bench/report";
import { allowedHours } from "@/server/policy/calendar/allowed-hours";
import type { PolicyInput } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import { decideCases } from "@/server/policy/decide-cases";
import { areaCodes, callingCodes } from "@/server/policy/rules/number-zones.gen";

const EVENTS = 50;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 12);
const HOUR_STEP = Number(process.env.BENCH_HOUR_STEP ?? 1);
const from = Date.parse("2026-01-01T00:00:00Z");
const hourMs = 3_600_000;

const places = [
  { phone: "+12125550143", address: { country: "US", region: "NY" } },
  { phone: "+18505550143", address: null },
  { phone: "+16175550143", address: { country: "US", region: "MA" } },
  { phone: "+12065550143", address: { country: "US", region: "WA", postalCode: "98101" } },
  { phone: "+14155550143", address: { country: "US", region: "TX" } },
  { phone: "+14165550143", address: { country: "CA", region: "ON" } },
  { phone: "+61491570006", address: { country: "AU", region: "NSW" } },
  { phone: "+442071838750", address: { country: "GB" } },
  { phone: "+4930123456", address: { country: "DE" } },
  { phone: "+919876543210", address: { country: "IN" } },
];

/** Cases of every place, channel and kind of debtor, each with a history of 50 events over 35 days. */
function makeCases(): PolicyInput[] {
  const cases = places.flatMap(({ phone, address }, index) =>
    (["voice", "sms", "email"] as const).flatMap((channel) =>
      (["consumer", "company"] as const).map((kind) => makeCase(phone, address, channel, kind, index)),
    ),
  );
  return decideCases(cases).map(({ decision }) => {
    if (!decision.asked) throw new Error("A case of the benchmark cannot be read.");
    return decision.asked;
  });
}

function makeCase(phone: string, address: object | null, channel: string, kind: string, index: number) {
  const at = from + (index * 37 + 300) * 24 * hourMs;
  return {
    at: new Date(at).toISOString(),
    collector: { role: kind === "consumer" ? "third_party" : "first_party", licensedAgency: true },
    debtor: { kind, address, preferences: { notBefore: "09:00" }, firstContactAt: "2025-01-01T00:00:00Z" },
    debt: { accountId: "A", purpose: kind === "consumer" ? "personal" : "commercial", kind: "freight_charge" },
    contact: { channel, address: channel === "email" ? "ap@example.com" : phone, lineType: "landline", ai: true },
    message: { purpose: "reminder", registeredTemplate: true },
    consents: [{ channel, address: phone, kind: "express", at: "2025-01-01T00:00:00Z" }],
    optOuts: [],
    history: Array.from({ length: EVENTS }, (_, nth) => ({
      at: new Date(at - Math.floor(((nth + 1) * 35 * 24) / EVENTS) * hourMs).toISOString(),
      channel: ["voice", "sms", "email"][nth % 3],
      direction: nth % 7 === 0 ? "inbound" : "outbound",
      accountId: nth % 4 === 0 ? "B" : "A",
      address: phone,
      outcome: nth % 5 === 0 ? "busy" : "no_answer",
    })),
    housePolicy: { notBefore: "08:00", notAfter: "21:00", maxContactsPer7Days: 12, minGapHours: 4 },
  };
}

/**
 * The median round's decisions a second of the core's own time, which neighbours on the machine do not change, and by the
 * clock on the wall; every decision at another minute, so that nothing is the same twice.
 */
function measureSpeed(cases: readonly PolicyInput[]): { perSecond: number; perWallSecond: number; decided: number } {
  const speeds: number[] = [];
  const wallSpeeds: number[] = [];
  let decided = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const inputs = Array.from({ length: 100 }, (_, minute) =>
      cases.map((input) => ({ ...input, at: new Date(input.at.getTime() + (round * 100 + minute) * 60_000) })),
    ).flat();
    const start = performance.now();
    const used = process.cpuUsage();
    for (const input of inputs) if (decide(input).code === "SYSTEM_FAIL_CLOSED") throw new Error("A case failed.");
    const { user, system } = process.cpuUsage(used);
    const seconds = (performance.now() - start) / 1000;
    decided += inputs.length;
    // The first round compiles.
    if (round === 0) continue;
    speeds.push(inputs.length / ((user + system) / 1e6));
    wallSpeeds.push(inputs.length / seconds);
  }
  return { perSecond: median(speeds), perWallSecond: median(wallSpeeds), decided };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Every hour of a year in every set of zones that a prefix has: what is allowed, and what of it should not have been. */
function checkYear(base: PolicyInput): { checked: number; allowed: number; outside: number } {
  const phones = new Map<string, string>();
  for (const [code, { zones }] of areaCodes) phones.set(zones.join(), `+1${code}5550143`);
  for (const [code, { zones }] of callingCodes) phones.set(zones.join(), `+${code}2345678`);
  const housePolicy = { notBefore: "08:00", notAfter: "21:00" };
  const debtor = { kind: base.debtor.kind };
  const result = { checked: 0, allowed: 0, outside: 0 };
  for (const phone of phones.values()) {
    for (let hour = 0; hour < 365 * 24; hour += HOUR_STEP) {
      const at = new Date(from + hour * hourMs);
      const contact = { ...base.contact, channel: "voice" as const, address: phone, ai: false };
      const decision = decide({ ...base, at, debtor, contact, history: [], housePolicy });
      result.checked += 1;
      if (decision.verdict !== "allow") continue;
      result.allowed += 1;
      if (!decision.candidateZones.every((zone) => isDecent(zone, at))) result.outside += 1;
    }
  }
  return result;
}

const CALENDAR_EVENTS = 200;
const CALENDAR_DAYS = 14;
const CALENDAR_RUNS = 40;

/** One debtor's calendar on three channels with a long history, in milliseconds of the core's own time: the median, and the first. */
function measureCalendar(all: readonly PolicyInput[]): { medianMs: number; firstMs: number } {
  const times: number[] = [];
  for (let run = 0; run < CALENDAR_RUNS; run += 1) {
    // Three cases of one debtor, a channel each.
    const inputs = [0, 2, 4].map((nth) => all[((run % places.length) * 6 + nth) % all.length] ?? all[0]);
    const used = process.cpuUsage();
    for (const input of inputs) {
      if (!input) throw new Error("There is no case.");
      const candidateZones = decide(input).candidateZones;
      const options = { days: CALENDAR_DAYS, candidateZones, fallbackZone: "Etc/UTC", language: "en" };
      const { days } = allowedHours({ ...input, history: longHistory(input) }, options);
      if (days.length !== CALENDAR_DAYS) throw new Error("A day is missing.");
    }
    const { user, system } = process.cpuUsage(used);
    times.push((user + system) / 1000);
  }
  const firstMs = times[0] ?? 0;
  return { medianMs: median(times), firstMs };
}

/** Over five weeks back and one ahead, where slots are reserved. */
function longHistory({ at, history }: PolicyInput): PolicyInput["history"] {
  return Array.from({ length: CALENDAR_EVENTS }, (_, nth) => {
    const hours = Math.floor(((nth - CALENDAR_EVENTS / 6) * 42 * 24) / CALENDAR_EVENTS);
    const event = history[nth % history.length];
    if (!event) throw new Error("There is no history.");
    return { ...event, at: new Date(at.getTime() - hours * hourMs) };
  });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** By the engine's own calendar, not by the policy's clock. */
function isDecent(zone: string, at: Date): boolean {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
    clocks.set(zone, clock);
  }
  const hour = Number(clock.format(at));
  return hour >= 8 && hour < 21;
}

const cases = makeCases();
const { perSecond, perWallSecond, decided } = measureSpeed(cases);
const [first] = cases;
if (!first) throw new Error("There is no case.");
const year = checkYear(first);
const calendar = measureCalendar(cases);
report({
  bench: "policy",
  metrics: {
    decisionsPerSecond: perSecond,
    decisionsPerWallSecond: perWallSecond,
    decided,
    historyEvents: EVENTS,
    zoneHoursChecked: year.checked,
    allowedHours: year.allowed,
    allowedOutsideWindow: year.outside,
    calendarMs: calendar.medianMs,
    calendarFirstMs: calendar.firstMs,
    calendarHistoryEvents: CALENDAR_EVENTS,
  },
  targets: {
    decisionsPerSecond: { min: 20_000 },
    allowedOutsideWindow: { max: 0 },
    allowedHours: { min: 1 },
    calendarMs: { max: 100 },
  },
});

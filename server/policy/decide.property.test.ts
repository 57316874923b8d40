// Judged by oracles written by hand: they share no table and no clock with the policy.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "@/server/policy/decide";
import { decideCase } from "@/server/policy/decide-cases";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { areaCodes, callingCodes } from "@/server/policy/rules/number-zones.gen";
import { currentPack, makePack } from "@/server/policy/rules/pack";
import { call, policyCase } from "@/server/policy/testing/policy-case";
import { propertyRuns } from "@/server/testing/property-runs";

type Place = { phone: string; address: object | null; verified: boolean; zones: string[] };

const newYork = "America/New_York";
const chicago = "America/Chicago";
const denver = "America/Denver";
const losAngeles = "America/Los_Angeles";
const australia = ["Sydney", "Perth", "Adelaide", "Brisbane", "Darwin"].map((city) => `Australia/${city}`);
const us = (region: string) => ({ country: "US", region });
const places: Place[] = [
  { phone: "+12125550143", address: us("NY"), verified: false, zones: [newYork] },
  { phone: "+18505550143", address: null, verified: false, zones: [newYork, chicago] },
  { phone: "+19305550143", address: null, verified: false, zones: [newYork, chicago] },
  { phone: "+12125550143", address: us("CA"), verified: false, zones: [newYork, losAngeles] },
  { phone: "+12125550143", address: us("CA"), verified: true, zones: [losAngeles] },
  { phone: "+18005550143", address: us("TX"), verified: false, zones: [chicago, denver] },
  { phone: "+16025550143", address: null, verified: false, zones: ["America/Phoenix"] },
  { phone: "+16175550143", address: us("MA"), verified: false, zones: [newYork] },
  { phone: "+14165550143", address: { country: "CA", region: "ON" }, verified: false, zones: ["America/Toronto"] },
  { phone: "+442071838750", address: { country: "GB" }, verified: false, zones: ["Europe/London"] },
  { phone: "+919876543210", address: { country: "IN" }, verified: false, zones: ["Asia/Kolkata"] },
  { phone: "+4930123456", address: { country: "DE" }, verified: false, zones: ["Europe/Berlin"] },
  { phone: "+61491570006", address: { country: "AU" }, verified: false, zones: australia },
];

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock hour, as people there read it. */
function wall(zone: string, at: Date): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "medium" });
    clocks.set(zone, clock);
  }
  const [hour = 0, minute = 0, second = 0] = clock.format(at).split(":").map(Number);
  return hour + minute / 60 + second / 3600;
}

const isDecent = (zones: readonly string[], at: Date) =>
  zones.every((zone) => wall(zone, at) >= 8 && wall(zone, at) < 21);

const minutes = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minute) => new Date(minute * 60_000).toISOString());
const channels = fc.constantFrom("email", "sms", "voice");
const past = fc.array(
  fc.record(
    {
      hours: fc.integer({ min: 0, max: 24 * 35 }),
      channel: channels,
      direction: fc.constantFrom("outbound", "inbound"),
      conversation: fc.boolean(),
      accountId: fc.constantFrom("A", "B"),
      outcome: fc.constantFrom("answered", "no_answer", "busy", "sent"),
      place: fc.constantFrom("home", "work"),
      ai: fc.boolean(),
    },
    { requiredKeys: ["hours", "channel", "direction", "accountId"] },
  ),
  { maxLength: 14 },
);
const question = fc
  .record({
    place: fc.constantFrom(...places),
    at: minutes("2024-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
    channel: channels,
    kind: fc.constantFrom("company", "sole_trader", "consumer"),
    role: fc.constantFrom("first_party", "third_party", "debt_buyer"),
    purpose: fc.constantFrom("reminder", "service", "promotional"),
    ai: fc.boolean(),
    preferences: fc.constantFrom(
      {},
      { notBefore: "10:00" },
      { notBefore: "21:30", notAfter: "09:30" },
      { days: ["tue"] },
    ),
    past,
  })
  .map(({ place, at, channel, kind, role, purpose, ai, preferences, past }) => ({
    // By e-mail only the address tells the zone.
    zones: channel === "email" ? null : place.zones,
    input: policyCase({
      at,
      collector: { role, licensedAgency: true, regulatedLender: true },
      debtor: { kind, address: place.address, addressVerified: place.verified, preferences },
      debt: { purpose: kind === "consumer" ? "personal" : "commercial" },
      contact: { channel, ai, lineType: "landline", address: channel === "email" ? "ap@example.com" : place.phone },
      message: { purpose, registeredTemplate: true },
      registry: { status: "clear", checkedAt: at },
      history: past.map(({ hours, ...event }) => ({
        ...event,
        at: new Date(Date.parse(at) - hours * 3_600_000).toISOString(),
      })),
    }),
  }));

const rank = { allow: 0, defer: 1, deny: 2 };
const strictness = (value: unknown, pack = currentPack) => rank[decideCase(value, pack).verdict];

describe("whoever, wherever and whenever", { timeout: 60_000 }, () => {
  test("what a workspace is allowed falls into decent hours everywhere the debtor may be", () => {
    fc.assert(
      fc.property(question, ({ input, zones }) => {
        const decision = decideCase({ ...input, housePolicy: withHouseDefaults({}) });
        if (decision.verdict !== "allow") return;
        expect(isDecent(decision.candidateZones, new Date(input.at))).toBe(true);
        if (zones) expect(isDecent(zones, new Date(input.at))).toBe(true);
      }),
      { numRuns: propertyRuns(400) },
    );
  });

  test("at the next allowed instant no rule defers any more, and just before it one still does", () => {
    fc.assert(
      fc.property(question, ({ input }) => {
        const { verdict, nextAllowedAt } = decideCase(input);
        if (verdict !== "defer") return;
        if (!nextAllowedAt) throw new Error("a deferral without a time");
        const next = nextAllowedAt.getTime();
        const deferring = (at: number) =>
          decideCase({ ...input, at: new Date(at).toISOString() }).reasons.filter(({ effect }) => effect === "defer");
        expect(next).toBeGreaterThan(Date.parse(input.at));
        expect(deferring(next)).toEqual([]);
        expect(deferring(Math.max(Date.parse(input.at), next - 60_000))).not.toEqual([]);
        expect(deferring(next - 1)).not.toEqual([]);
      }),
      { numRuns: propertyRuns(400) },
    );
  });

  test("a full cap has a slot when it says so, and not before", () => {
    fc.assert(
      fc.property(question, ({ input }) => {
        const decision = decideCase(input);
        const { verdict, nextAllowedAt } = decision;
        if (verdict !== "deny" || !nextAllowedAt) return;
        const denials = (at: number) =>
          decideCase({ ...input, at: new Date(at).toISOString() }).reasons.filter(({ effect }) => effect === "deny");
        const next = nextAllowedAt.getTime();
        expect(denials(next).filter(({ code }) => code !== "NO_WINDOW")).toEqual([]);
        expect(denials(next - 1)).not.toEqual([]);
      }),
      { numRuns: propertyRuns(400) },
    );
  });

  test("the same question has the same answer", () => {
    fc.assert(
      fc.property(question, ({ input }) => {
        expect(decideCase(input)).toEqual(decideCase(structuredClone(input)));
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  test("a stop, a contact or a house rule more never allows more", () => {
    const stops = fc.constantFrom(
      { debtor: { attorney: true } },
      { debtor: { ceaseRequested: true } },
      { debtor: { bankrupt: true } },
      { debtor: { deceased: true } },
      { debtor: { disputed: true } },
      { debtor: { preferences: { refusedChannels: ["voice", "sms"] } } },
      { housePolicy: { notBefore: "09:00" } },
      { housePolicy: { days: ["mon", "tue"] } },
      { housePolicy: { maxContactsPer7Days: 1 } },
      { housePolicy: { minGapHours: 30 } },
      { housePolicy: { refusedChannels: ["email"] } },
    );
    fc.assert(
      fc.property(question, stops, ({ input }, stop) => {
        const { debtor, ...others } = { debtor: {}, ...stop };
        const preferences = {
          ...(input.debtor as { preferences?: object }).preferences,
          ...(debtor as { preferences?: object }).preferences,
        };
        const stopped = { ...input, ...others, debtor: { ...input.debtor, ...debtor, preferences } };
        expect(strictness(stopped)).toBeGreaterThanOrEqual(strictness(input));

        const { channel, address } = input.contact;
        const optOuts = [{ channel, address, at: input.at, source: "recipient" }];
        expect(decideCase({ ...input, optOuts }).verdict).toBe("deny");
        const history = [...input.history, call(input.at, { accountId: "A" })];
        expect(strictness({ ...input, history })).toBeGreaterThanOrEqual(strictness(input));
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  test("a rule more never loosens the others", () => {
    const packs = [0.25, 0.5, 0.75].map((share) =>
      makePack("2026-11-21", currentPack.rules.slice(0, Math.floor(currentPack.rules.length * share))),
    );
    fc.assert(
      fc.property(question, fc.constantFrom(...packs), ({ input }, pack) => {
        expect(strictness(input)).toBeGreaterThanOrEqual(strictness(input, pack));
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

test("over every prefix of the table and a year, nothing is allowed outside the window in any candidate zone", () => {
  const seen = new Map<string, string>();
  for (const [code, { zones }] of areaCodes) seen.set(zones.join(), `+1${code}5550143`);
  for (const [code, { zones }] of callingCodes) seen.set(zones.join(), `+${code}2345678`);
  const parsed = decideCase(policyCase()).asked;
  if (!parsed) throw new Error("not read");
  const base = {
    ...parsed,
    debtor: { ...parsed.debtor, address: undefined },
    housePolicy: { notBefore: "08:00", notAfter: "21:00" },
  };
  const outside: string[] = [];
  let allowed = 0;
  for (const phone of seen.values()) {
    for (let at = Date.parse("2026-01-01T00:00:00Z"); at < Date.parse("2027-01-01T00:00:00Z"); at += 1009 * 3_600_000) {
      const input = { ...base, at: new Date(at), contact: { ...base.contact, address: phone } };
      const decision = decide(input);
      if (decision.verdict !== "allow") continue;
      allowed += 1;
      if (!isDecent(decision.candidateZones, input.at)) outside.push(`${phone} ${input.at.toISOString()}`);
    }
  }
  expect(outside).toEqual([]);
  expect(allowed).toBeGreaterThan(500);
}, 60_000);

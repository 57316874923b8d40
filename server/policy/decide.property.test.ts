// Judged by an oracle written by hand for these places alone: it shares no table and no clock with the policy.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PolicyInput } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import { policyInput } from "@/server/policy/testing/policy-input";

type Place = { phone: string; country: string | null; region: string | null; verified: boolean; zones: string[] };

const newYork = "America/New_York";
const chicago = "America/Chicago";
const denver = "America/Denver";
const losAngeles = "America/Los_Angeles";
const places: Place[] = [
  { phone: "+12125550143", country: "US", region: "NY", verified: false, zones: [newYork] },
  { phone: "+18505550143", country: null, region: null, verified: false, zones: [newYork, chicago] },
  { phone: "+19305550143", country: null, region: null, verified: false, zones: [newYork, chicago] },
  { phone: "+12125550143", country: "US", region: "CA", verified: false, zones: [newYork, losAngeles] },
  { phone: "+12125550143", country: "US", region: "CA", verified: true, zones: [losAngeles] },
  { phone: "+18005550143", country: "US", region: "TX", verified: false, zones: [chicago, denver] },
  { phone: "+16025550143", country: null, region: null, verified: false, zones: ["America/Phoenix"] },
  { phone: "+442071838750", country: "GB", region: null, verified: false, zones: ["Europe/London"] },
  { phone: "+919876543210", country: "IN", region: null, verified: false, zones: ["Asia/Kolkata"] },
  { phone: "+4930123456", country: "DE", region: null, verified: false, zones: ["Europe/Berlin"] },
  {
    phone: "+61290370000",
    country: "AU",
    region: null,
    verified: false,
    zones: ["Australia/Sydney", "Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin"],
  },
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

const instants = fc
  .integer({ min: Date.parse("2024-01-01T00:00:00Z") / 60_000, max: Date.parse("2028-01-01T00:00:00Z") / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));
const question = fc
  .record({
    place: fc.constantFrom(...places),
    now: instants,
    channel: fc.constantFrom("email", "sms", "voice"),
    kind: fc.constantFrom("company", "sole_trader", "consumer"),
    collectorRole: fc.constantFrom("first_party", "third_party"),
  })
  .map(({ place, now, channel, kind, collectorRole }) => ({
    // By e-mail only the address tells the zone.
    zones: channel === "email" ? null : place.zones,
    input: policyInput({
      now,
      channel: channel as PolicyInput["channel"],
      address: channel === "email" ? "ap@example.com" : place.phone,
      lineType: "mobile",
      collectorRole: collectorRole as PolicyInput["collectorRole"],
      debtor: {
        kind: kind as PolicyInput["debtor"]["kind"],
        country: place.country,
        region: place.region,
        addressVerified: place.verified,
      },
    }),
  }));

describe("whoever, wherever and whenever", { timeout: 60_000 }, () => {
  test("an allowed contact falls into decent hours everywhere the debtor may be", () => {
    fc.assert(
      fc.property(question, ({ input, zones }) => {
        const decision = decide(input);
        if (decision.verdict !== "allow") return;
        expect(isDecent(decision.candidateZones, input.now)).toBe(true);
        if (zones) expect(isDecent(zones, input.now)).toBe(true);
      }),
      { numRuns: 4_000 },
    );
  });

  test("a deferral names the first minute that is allowed", () => {
    fc.assert(
      fc.property(question, ({ input }) => {
        const { verdict, nextAllowedAt } = decide(input);
        if (verdict !== "defer") return;
        if (!nextAllowedAt) throw new Error("a deferral without a time");
        expect(nextAllowedAt.getTime()).toBeGreaterThan(input.now.getTime());
        expect(decide({ ...input, now: nextAllowedAt }).verdict).toBe("allow");
        expect(decide({ ...input, now: new Date(nextAllowedAt.getTime() - 1) }).verdict).toBe("defer");
      }),
      { numRuns: 2_000 },
    );
  });

  test("the same question has the same answer", () => {
    fc.assert(
      fc.property(question, ({ input }) => {
        expect(decide(input)).toEqual(decide(structuredClone(input)));
      }),
    );
  });

  test("more contacts in the past never allow more", () => {
    const past = fc.array(
      fc.record({ days: fc.integer({ min: 0, max: 14 }), channel: fc.constantFrom("email", "sms", "voice") }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(question, past, ({ input }, contacts) => {
        const history = contacts.map(({ days, channel }) => ({
          channel: channel as PolicyInput["channel"],
          at: new Date(input.now.getTime() - days * 86_400_000),
          address: input.address,
          debtorId: input.debtor.id,
        }));
        if (decide(input).verdict !== "allow") expect(decide({ ...input, history }).verdict).not.toBe("allow");
        if (contacts.length >= 7 && contacts.every(({ days }) => days < 6)) {
          expect(decide({ ...input, history }).verdict).toBe("deny");
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

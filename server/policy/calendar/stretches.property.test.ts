import fc from "fast-check";
import { expect, test } from "vitest";
import { stretchesOf } from "@/server/policy/calendar/stretches";
import type { PolicyInput } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import { decideCase } from "@/server/policy/decide-cases";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { policyCase } from "@/server/policy/testing/policy-case";
import { propertyRuns } from "@/server/testing/property-runs";

const dayMs = 86_400_000;
const places = [
  { address: "+12125550143", at: { country: "US", region: "NY" } },
  { address: "+18505550143", at: { country: "US", region: "FL" } },
  { address: "+16175550143", at: { country: "US", region: "MA" } },
  { address: "+12065550143", at: { country: "US", region: "WA" } },
  { address: "+14165550143", at: { country: "CA", region: "ON" } },
  { address: "+61491570006", at: { country: "AU" } },
  { address: "+919876543210", at: { country: "IN" } },
  { address: "+442071838750", at: { country: "GB" } },
  { address: "+5511912345678", at: { country: "BR" } },
];

const question = fc
  .record({
    place: fc.constantFrom(...places),
    minute: fc.integer({
      min: Date.parse("2026-02-20T00:00:00Z") / 60_000,
      max: Date.parse("2027-04-10T00:00:00Z") / 60_000,
    }),
    channel: fc.constantFrom("email", "sms", "voice"),
    kind: fc.constantFrom("company", "consumer"),
    role: fc.constantFrom("first_party", "third_party"),
    purpose: fc.constantFrom("reminder", "service", "promotional"),
    preferences: fc.constantFrom(
      {},
      { notBefore: "10:20" },
      { notBefore: "12:45", notAfter: "12:15" },
      { days: ["tue"] },
    ),
    house: fc.constantFrom(
      {},
      { notBefore: "09:30", notAfter: "18:05", days: ["mon", "thu"] as const },
      { minGapHours: 31 },
    ),
    events: fc.array(
      fc.record({
        minutes: fc.integer({ min: -60 * 24 * 9, max: 60 * 24 * 30 }),
        channel: fc.constantFrom("email", "sms", "voice"),
        direction: fc.constantFrom("outbound", "outbound", "inbound"),
        conversation: fc.boolean(),
        outcome: fc.constantFrom("answered", "no_answer", "busy", "sent"),
      }),
      { maxLength: 12 },
    ),
    consentedMinutesAgo: fc.option(fc.integer({ min: -4_000, max: 9 * 1_440 })),
    checkedDaysAgo: fc.integer({ min: 10, max: 35 }),
  })
  .map(({ place, minute, channel, kind, role, purpose, preferences, house, events, ...rest }): PolicyInput => {
    const now = minute * 60_000;
    const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
    const address = channel === "email" ? "ap@example.com" : place.address;
    const { asked } = decideCase(
      policyCase({
        at: ago(0),
        collector: { role, licensedAgency: true },
        debtor: {
          kind,
          address: place.at,
          preferences,
          firstContactAt: ago(1_440 * 3),
          validationNoticeSentAt: undefined,
        },
        debt: { purpose: kind === "consumer" ? "personal" : "commercial" },
        contact: { channel, address, ai: true, lineType: "mobile", addressVerifiedAt: ago(1_440 * 52) },
        message: { purpose, registeredTemplate: true },
        consents:
          rest.consentedMinutesAgo === null
            ? []
            : [{ channel, address, kind: "timed", at: ago(rest.consentedMinutesAgo) }],
        registry: { status: "clear", checkedAt: ago(rest.checkedDaysAgo * 1_440) },
        history: events.map(({ minutes, ...event }) => ({ ...event, at: ago(minutes), accountId: "A", address })),
      }),
    );
    if (!asked) throw new Error("The case cannot be read.");
    return { ...asked, housePolicy: withHouseDefaults({ ...house, days: house.days && [...house.days] }) };
  });

test("what a stretch says is what the policy says at every instant in it", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      question,
      fc.array(fc.nat({ max: 14 * 86_400_000 - 1 }), { minLength: 60, maxLength: 60 }),
      (input, ats) => {
        const from = input.at.getTime();
        const stretches = stretchesOf(input, { from, until: from + 14 * dayMs });
        expect(stretches[0]?.from).toBe(from);
        expect(stretches.at(-1)?.until).toBe(from + 14 * dayMs);
        const edges = stretches.flatMap((stretch) => [stretch.from, stretch.until - 1]);
        for (const at of [...ats.map((each) => from + each), ...edges]) {
          const stretch = stretches.find((each) => each.from <= at && at < each.until);
          const { verdict, code } = decide({ ...input, at: new Date(at) });
          expect([new Date(at).toISOString(), stretch?.verdict, stretch?.code]).toEqual([
            new Date(at).toISOString(),
            verdict,
            code,
          ]);
        }
      },
    ),
    { numRuns: propertyRuns(40) },
  );
});

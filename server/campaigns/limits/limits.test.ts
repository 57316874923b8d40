import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Limits } from "@/server/campaigns/limits/limits";
import type { CampaignBudget, CampaignPace } from "@/server/campaigns/plan-contract";

const now = new Date("2026-03-02T15:20:00Z");
const HOUR_MS = 3_600_000;

function limitsOf(known: { budget?: CampaignBudget; pace?: CampaignPace; touches?: number; micros?: number }) {
  const limits = new Limits(now);
  limits.know("c", {
    budget: known.budget ?? null,
    pace: known.pace ?? {},
    spent: { touches: known.touches ?? 0, micros: known.micros ?? 0 },
  });
  return limits;
}

describe("a campaign's budget", () => {
  test("of touches is never exceeded, and the campaign is named once it is spent", () => {
    const limits = limitsOf({ budget: { touches: 3 }, touches: 1 });
    expect([limits.take("c", "email"), limits.take("c", "sms")]).toEqual([null, null]);
    expect(limits.changes().exhausted).toEqual([]);
    expect(limits.take("c", "email")).toMatchObject({ code: "CAMPAIGN_BUDGET" });
    expect(limits.changes()).toMatchObject({ spent: [{ campaign_id: "c", touches: 3 }], exhausted: ["c"] });
  });

  test("of money holds a touch that it would not cover, in the currency's own units", () => {
    const perTouchMicros = { email: 400, sms: 8_300, voice: 28_000 };
    const cents = limitsOf({ budget: { cost: { amountMinor: 2, currency: "USD", perTouchMicros } }, micros: 11_000 });
    expect(cents.take("c", "sms")).toBeNull();
    expect(cents.take("c", "sms")).toMatchObject({ code: "CAMPAIGN_BUDGET" });
    const yen = limitsOf({ budget: { cost: { amountMinor: 1, currency: "JPY", perTouchMicros } } });
    for (let n = 0; n < 35; n += 1) expect(yen.take("c", "voice")).toBeNull();
    expect(yen.take("c", "voice")).toMatchObject({ code: "CAMPAIGN_BUDGET" });
  });
});

describe("a campaign's pace", () => {
  test("lets so many an hour through and spreads the rest evenly over the next hours", () => {
    const limits = limitsOf({ pace: { sms: 2 } });
    const holds = Array.from({ length: 7 }, () => limits.take("c", "sms"));
    expect(holds.slice(0, 2)).toEqual([null, null]);
    expect(holds.slice(2).map((hold) => hold?.until.toISOString())).toEqual([
      "2026-03-02T16:00:00.000Z",
      "2026-03-02T16:30:00.000Z",
      "2026-03-02T17:00:00.000Z",
      "2026-03-02T17:30:00.000Z",
      "2026-03-02T18:00:00.000Z",
    ]);
    expect(limits.take("c", "email")).toBeNull();
  });

  test("counts what other batches took and put off", () => {
    const limits = limitsOf({ pace: { email: 10 } });
    limits.knowHour("c", "email", new Date("2026-03-02T15:00:00Z"), { used: 10, expected: 4 });
    limits.knowHour("c", "email", new Date("2026-03-02T16:00:00Z"), { used: 0, expected: 10 });
    expect(limits.take("c", "email")?.until.toISOString()).toBe("2026-03-02T17:00:00.000Z");
  });

  test("who was put off to an hour finds room in it, and no hour ever takes more than the pace", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 60 }), (perHour, debtors) => {
        const stored = new Map<number, { used: number; expected: number }>();
        let due = Array.from({ length: debtors }, () => now.getTime());
        const made = new Map<number, number>();
        for (let wake = 0; due.length > 0 && wake < 1_000; wake += 1) {
          const at = Math.min(...due);
          const limits = new Limits(new Date(at));
          limits.know("c", { budget: null, pace: { email: perHour }, spent: { touches: 0, micros: 0 } });
          for (const [hour, counts] of stored) limits.knowHour("c", "email", new Date(hour), counts);
          const batch = due.filter((each) => each === at);
          due = due.filter((each) => each !== at);
          for (const _ of batch) {
            const hold = limits.take("c", "email");
            const hour = at - (at % HOUR_MS);
            if (hold) due.push(hold.until.getTime());
            else made.set(hour, (made.get(hour) ?? 0) + 1);
          }
          for (const { hour, used, expected } of limits.changes().hours)
            stored.set(Date.parse(hour), { used, expected });
        }
        expect(due).toEqual([]);
        expect([...made.values()].every((count) => count <= perHour)).toBe(true);
        expect(made.size).toBe(Math.ceil(debtors / perHour));
      }),
    );
  });
});

test("a campaign without limits is never held and writes nothing", () => {
  const limits = new Limits(now);
  expect(limits.take("other", "voice")).toBeNull();
  expect(limits.changes()).toEqual({ hours: [], spent: [], exhausted: [] });
});

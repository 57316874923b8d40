import { describe, expect, test } from "vitest";
import { draftOf, emptyPlan, proposedHoldout, readPlan } from "@/components/campaigns/launch/plan-draft";

const of = {
  timeZone: "America/Chicago",
  currency: "USD",
  holdoutDefault: 10,
  now: new Date("2026-03-02T15:00:00Z"),
};

describe("a campaign's plan as typed", () => {
  test("nothing typed is a plan: now, without limits, with the proposed holdout", () => {
    expect(readPlan(emptyPlan, of)).toEqual({ plan: { priority: 50, holdoutPercent: 10 } });
  });

  test("times are read in the workspace's zone, money in its currency", () => {
    const draft = {
      ...emptyPlan,
      startsAt: "2026-03-09T09:00",
      endsAt: "2026-06-09T09:00",
      goal: "recovered" as const,
      goalAmount: "50,000",
      budgetTouches: "2000",
      budgetCost: "99.50",
      holdoutPercent: "0",
      pace: { email: "", sms: "200", voice: "30" },
    };
    expect(readPlan(draft, of)).toMatchObject({
      plan: {
        startsAt: new Date("2026-03-09T14:00:00Z"),
        holdoutPercent: 0,
        goal: { kind: "recovered", amountMinor: 5_000_000, currency: "USD" },
        budget: { touches: 2_000, cost: { amountMinor: 9_950, currency: "USD" } },
        pace: { sms: 200, voice: 30 },
      },
    });
  });

  test("a plan that is opened again and left as it is stays the same", () => {
    const draft = {
      ...emptyPlan,
      endsAt: "2026-06-09T09:30",
      priority: "high" as const,
      holdoutPercent: "5",
      goal: "recovered" as const,
      goalAmount: "50000.00",
      budgetTouches: "2000",
      budgetCost: "99.50",
      pace: { email: "10", sms: "", voice: "30" },
    };
    const read = readPlan(draft, of);
    if (!("plan" in read)) throw new Error("not read");
    expect(draftOf(read.plan, of.timeZone)).toEqual(draft);
  });

  test("names every field that cannot be read", () => {
    const draft = {
      ...emptyPlan,
      endsAt: "2026-03-01T09:00",
      holdoutPercent: "80",
      goal: "settled_share" as const,
      budgetCost: "much",
      pace: { email: "0", sms: "", voice: "" },
    };
    expect(readPlan(draft, of)).toEqual({
      wrong: ["endsAt", "holdoutPercent", "budgetCost", "pace", "goalAmount"].sort(),
    });
  });
});

test("a holdout is proposed where it could say something", () => {
  expect([proposedHoldout(0), proposedHoldout(499), proposedHoldout(500)]).toEqual([0, 0, 10]);
});

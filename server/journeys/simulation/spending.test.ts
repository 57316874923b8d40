import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import { simulate } from "@/server/journeys/simulation/simulate";
import { synthesise } from "@/server/journeys/simulation/synthesise";
import { chicago, email, line, simulationOf, sms, wait } from "@/server/journeys/simulation/testing/people";
import { propertyRuns } from "@/server/testing/property-runs";

const journey = line([email("mail"), wait("w", 2), sms("text"), wait("v", 3), email("again")]);
const crowd = (seed: string, count: number) =>
  simulationOf(journey, synthesise({ seed, count, today: "2026-03-02", zone: chicago.timeZone }), { seed, days: 20 });
const decided = (touches: readonly SimulatedTouch[]) =>
  touches.flatMap(({ channel, looks, status }) => {
    const look = looks.find(({ verdict }) => verdict === "allow");
    return look && status !== "waiting" ? [{ channel, at: look.at.getTime() }] : [];
  });

describe("a simulation with a campaign's limits", () => {
  test("never spends more than the budget, and then makes no touch any more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.string({ minLength: 1, maxLength: 8 }), (touches, seed) => {
        const result = simulate({ ...crowd(seed, 30), limits: { budget: { touches }, pace: {} } });
        const made = decided(result.touches);
        expect(made.length).toBeLessThanOrEqual(touches);
        const spentAt = result.budgetSpentAt?.getTime();
        if (spentAt === undefined) return;
        expect(made).toHaveLength(touches);
        expect(made.every(({ at }) => at <= spentAt)).toBe(true);
      }),
      { numRuns: propertyRuns(15) },
    );
  });

  test("never makes more touches in an hour than the pace, and puts off whom it does not take", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.string({ minLength: 1, maxLength: 8 }), (email, seed) => {
        const { touches } = simulate({ ...crowd(seed, 30), limits: { budget: null, pace: { email } } });
        const hours = Map.groupBy(
          decided(touches).filter((touch) => touch.channel === "email"),
          ({ at }) => Math.floor(at / 3_600_000),
        );
        for (const made of hours.values()) expect(made.length).toBeLessThanOrEqual(email);
      }),
      { numRuns: propertyRuns(15) },
    );
  });

  test("that never bind is the simulation without them", () => {
    const free = simulate(crowd("free", 40));
    const limited = simulate({
      ...crowd("free", 40),
      limits: { budget: { touches: 1_000_000 }, pace: { email: 1_000_000, sms: 1_000_000 } },
    });
    const told = ({ touches }: typeof free) =>
      touches.map(({ id, looks, leftAt }) => [id, looks.map(({ at, verdict }) => [at, verdict]), leftAt]).sort();
    expect(told(limited)).toEqual(told(free));
    expect(limited.budgetSpentAt).toBeNull();
  });
});

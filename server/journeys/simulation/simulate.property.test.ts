import fc from "fast-check";
import { expect, test } from "vitest";
import type { Happening } from "@/server/journeys/simulation/happenings";
import { simulate } from "@/server/journeys/simulation/simulate";
import { synthesise } from "@/server/journeys/simulation/synthesise";
import { chicago, person, simulationOf } from "@/server/journeys/simulation/testing/people";
import { validGraph } from "@/server/journeys/testing/random-graph";
import { propertyRuns } from "@/server/testing/property-runs";

const instant = fc
  .integer({ min: 0, max: 12 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2026, 2, 2) + minutes * 60_000));
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("paid" as const),
      at: instant,
      currency: fc.constant("USD"),
      amountMinor: fc.integer({ min: 1, max: 90_000 }),
    }),
    fc.record({
      kind: fc.constant("promised" as const),
      at: instant,
      dueOn: fc.constantFrom("2026-03-09", "2026-03-20"),
    }),
    fc.record({ kind: fc.constant("disputed" as const), at: instant, invoiceId: fc.constant("d-1") }),
    fc.record({ kind: fc.constant("dispute_resolved" as const), at: instant, invoiceId: fc.constant("d-1") }),
    fc.record({
      kind: fc.constant("opted_out" as const),
      at: instant,
      channel: fc.constantFrom("email" as const, "sms" as const),
    }),
    fc.record({ kind: fc.constant("replied" as const), at: instant, channel: fc.constant("email" as const) }),
  ),
  { maxLength: 6 },
);
const lives = fc.tuple(validGraph, happenings);

test("any journey and any story: one touch a visit, none after the debtor paid, opted out or left", () => {
  fc.assert(
    fc.property(lives, ([graph, story]) => {
      const { touches, enrollments, told } = simulate(
        simulationOf(graph, [person("d", { happenings: story })], { days: 12 }),
      );
      expect(new Set(touches.map((touch) => touch.id)).size).toBe(touches.length);
      const [enrollment] = enrollments;
      let owed = 125_000;
      const settledAt = told.find((one) => {
        owed -= one.kind === "paid" ? (one.amountMinor ?? 0) : 0;
        return owed === 0;
      })?.at;
      const mute = (channel: string) =>
        story.filter((one) => one.kind === "opted_out" && one.channel === (channel === "email" ? "email" : "sms"));
      for (const touch of touches) {
        const looks = touch.looks.filter((look) => look.verdict === "allow");
        expect(looks.length).toBeLessThanOrEqual(2);
        const leftAt = touch.leftAt?.getTime() ?? 0;
        if (settledAt) expect(leftAt).toBeLessThanOrEqual(settledAt.getTime());
        for (const { at } of mute(touch.channel)) expect(leftAt).toBeLessThanOrEqual(at.getTime());
        if (enrollment?.endedAt) expect(touch.at.getTime()).toBeLessThanOrEqual(enrollment.endedAt.getTime());
      }
    }),
    { numRuns: propertyRuns(80) },
  );
});

test("any journey on any made-up debtors lives to the last day, the same way each time", () => {
  fc.assert(
    fc.property(validGraph, fc.string({ maxLength: 8 }), (graph, seed) => {
      const debtors = synthesise({ seed, count: 3, today: "2026-03-02", zone: chicago.timeZone });
      const simulation = simulationOf(graph, debtors, { seed, days: 4 });
      const result = simulate(simulation);
      expect(simulate(simulation)).toEqual(result);
      const end = result.days.at(-1)?.endsAt ?? 0;
      for (const touch of result.touches) expect(touch.at.getTime()).toBeLessThan(end);
    }),
    { numRuns: propertyRuns(25) },
  );
});

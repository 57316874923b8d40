import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { campaignPlan } from "@/server/campaigns/plan-contract";
import { scaledLimits } from "@/server/campaigns/rehearsal/scaled-limits";
import { firstTouches, tellRehearsal } from "@/server/campaigns/rehearsal/tell-rehearsal";
import { simulate } from "@/server/journeys/simulation/simulate";
import { call, email, line, person, simulationOf, sms, wait } from "@/server/journeys/simulation/testing/people";
import { listPriceMicros } from "@/server/list-prices";

const journey = line([email("mail"), sms("text"), wait("w", 2), call("call")]);
const startsAt = new Date("2026-03-02T15:20:00Z");
const people = [
  person("a"),
  person("b", { phone: "+15125550143", facts: { region: "HI", postalCode: "96801" } }),
  person("c", { phone: "+15125550144", facts: { points: [] } }),
  person("d", { phone: "+15125550145", facts: { pausedReason: "a person's wish" } }),
];
const names = new Map(people.map(({ facts }) => [facts.id, facts.name]));
const result = simulate(simulationOf(journey, people, { begin: startsAt }));
const tell = (scale: number) => tellRehearsal(result, { startsAt, scale, names, perTouchMicros: listPriceMicros });

describe("what a rehearsal tells", () => {
  test("counts what leaves in each of the first 24 hours, from the hour of the launch on", () => {
    const { hours, channels } = tell(1);
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ at: new Date("2026-03-02T15:00:00Z"), email: 1, sms: 0, voice: 0 });
    // Eight in the morning in Honolulu.
    expect(hours[3]).toEqual({ at: new Date("2026-03-02T18:00:00Z"), email: 1, sms: 0, voice: 0 });
    expect(hours.reduce((sum, hour) => sum + hour.email, 0)).toBe(channels.email.firstDay);
  });

  test("says of everybody who is never reached what stands in the way", () => {
    expect(tell(1).leftOut).toEqual([
      { reason: "policy", code: "NO_ADDRESS", debtors: 1, sample: [{ debtorId: "c", name: "Carrier c" }] },
      { reason: "policy", code: "PAUSED", debtors: 1, sample: [{ debtorId: "d", name: "Carrier d" }] },
    ]);
  });

  test("each debtor stands for as many as were not followed", () => {
    const [one, many] = [tell(1), tell(250)];
    expect(many.channels.email.inAll).toBe(one.channels.email.inAll * 250);
    expect(many.leftOut.map(({ debtors }) => debtors)).toEqual([250, 250]);
  });

  test("lists the first touches in the order in which they leave, with what put them off", () => {
    const touches = firstTouches(result.touches, 4, names, (touch) => touch.nodeId);
    expect(touches).toHaveLength(4);
    const instants = touches.map(({ at }) => at.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(touches.find(({ debtorId, outcome }) => debtorId === "b" && outcome === "put_off")).toMatchObject({
      at: new Date("2026-03-02T18:00:00Z"),
      zone: "Pacific/Honolulu",
      says: "mail",
    });
    expect(touches.every(({ debtorId }) => ["a", "b"].includes(debtorId))).toBe(true);
  });

  test("limits are cut to the part that is followed, and never to nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1, max: 1e5, noNaN: true }), (of, scale) => {
        const scaled = scaledLimits(campaignPlan.parse({ budget: { touches: of }, pace: { email: of } }), scale);
        const touches = scaled?.budget?.touches ?? 0;
        expect(touches).toBe(scaled?.pace.email);
        expect(touches).toBeGreaterThanOrEqual(1);
        expect(touches).toBeLessThanOrEqual(of);
      }),
    );
    expect(scaledLimits(campaignPlan.parse({}), 3)).toBeUndefined();
  });
});

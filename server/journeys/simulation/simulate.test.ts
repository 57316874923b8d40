import { describe, expect, test } from "vitest";
import { executableGraph } from "@/server/journeys/graph/schema";
import { localTime } from "@/server/journeys/simulation/local-time";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import { simulate } from "@/server/journeys/simulation/simulate";
import { contactHours, countsAt, totalsOf } from "@/server/journeys/simulation/summarise";
import { synthesise } from "@/server/journeys/simulation/synthesise";
import {
  call,
  chicago,
  email,
  line,
  person,
  simulationOf,
  sms,
  wait,
} from "@/server/journeys/simulation/testing/people";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";

const at = (text: string) => new Date(text);
const left = (touches: readonly SimulatedTouch[]) =>
  touches.filter((touch) => touch.leftAt !== null).map((touch) => [touch.nodeId, touch.leftAt?.toISOString()]);
const template = executableGraph.parse(journeyTemplates[0]?.graph);

function freight(seed: string, count = 60) {
  const debtors = synthesise({ seed, count, today: "2026-02-16", zone: chicago.timeZone });
  return simulationOf(template, debtors, { seed, from: "2026-02-16", days: 90 });
}

describe("a simulation", { timeout: 30_000 }, () => {
  const some = simulate(freight("a"));
  const many = simulate(freight("e", 200));

  test("of the same seed is the same, and of another is another", () => {
    const once = JSON.stringify(some);
    expect(JSON.stringify(simulate(freight("a")))).toBe(once);
    expect(JSON.stringify(simulate(freight("b")))).not.toBe(once);
  });

  test("gives a debtor the same days whoever else is in it", () => {
    const whole = freight("a");
    const few = simulate({ ...whole, debtors: whole.debtors.slice(20, 40) });
    const ids = new Set(whole.debtors.slice(20, 40).map((debtor) => debtor.facts.id));
    expect(some.touches.filter((touch) => ids.has(touch.debtorId))).toEqual(few.touches);
  });

  test("never lets a touch leave outside 08:00 to 21:00 anywhere the debtor may be", () => {
    const sent = many.touches.filter((touch) => touch.leftAt !== null);
    expect(sent.length).toBeGreaterThan(150);
    for (const touch of sent) {
      const last = touch.looks.at(-1);
      expect(last?.verdict).toBe("allow");
      for (const zone of last?.decision.candidateZones ?? []) {
        const hour = localTime(zone, touch.leftAt?.getTime() ?? 0).minutes / 60;
        expect(hour).toBeGreaterThanOrEqual(8);
        expect(hour).toBeLessThan(21);
      }
    }
  });

  test("meets all that debtors do: they pay, promise, keep and break, dispute, opt out, move, and machines answer", () => {
    const totals = totalsOf(many);
    expect(totals.entered).toBe(200);
    expect(totals.promises.kept).toBeGreaterThan(0);
    expect(totals.promises.broken).toBeGreaterThan(0);
    for (const count of [
      totals.disputes,
      totals.optOuts,
      totals.moves,
      totals.machines,
      totals.answered,
      totals.bounces,
    ]) {
      expect(count).toBeGreaterThan(0);
    }
    expect(totals.paid.length).toBeGreaterThan(2);
    expect(totals.costCents).toBeGreaterThan(0);
  });

  test("counts every debtor in exactly one place at the end of each day", () => {
    for (const { endsAt } of some.days) {
      const here = [...countsAt(some.enrollments, endsAt).values()].reduce((sum, count) => sum + count.here, 0);
      const { entered, inside, outcomes } = totalsOf(some, endsAt);
      expect(here).toBe(inside);
      expect(inside + outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(entered);
    }
    const hours = contactHours(some.touches).flat();
    expect(hours.reduce((sum, count) => sum + count, 0)).toBe(left(some.touches).length);
  });
});

describe("a debtor", () => {
  test("who pays is left alone from that instant, and leaves as paid", () => {
    const payer = person("p", {
      happenings: [{ kind: "paid", at: at("2026-03-04T17:00:00Z"), currency: "USD", amountMinor: 125_000 }],
    });
    const result = simulate(simulationOf(line([email("one"), wait("pause", 3), sms("two")]), [payer]));
    expect(left(result.touches)).toEqual([["one", "2026-03-02T15:00:00.000Z"]]);
    expect(result.enrollments).toMatchObject([{ outcome: "paid", endedAt: at("2026-03-04T17:00:00Z") }]);
  });

  test("whose clocks change meanwhile is written to at the same time of day", () => {
    const result = simulate(simulationOf(line([email("one"), wait("pause", 7), email("two")]), [person("dst")]));
    // Chicago's clocks go forward on 8 March 2026.
    expect(left(result.touches)).toEqual([
      ["one", "2026-03-02T15:00:00.000Z"],
      ["two", "2026-03-09T14:00:00.000Z"],
    ]);
  });

  test("is not texted on a holiday of theirs", () => {
    const points = [
      {
        id: "s",
        kind: "phone" as const,
        address: "+61491570156",
        isPrimary: true,
        lineType: "mobile" as const,
        status: "active" as const,
        contactName: "Kim",
      },
    ];
    const facts = { country: "AU", region: "NSW", postalCode: "2000", points };
    const result = simulate(
      simulationOf(line([sms("one")]), [person("au", { facts })], { from: "2026-04-02", days: 10, startsAt: "20:00" }),
    );
    // Sydney: 3 April is Good Friday, Monday the 6th is Easter Monday.
    const [touch] = result.touches;
    expect(touch?.looks[0]).toMatchObject({ verdict: "defer" });
    const codes = touch?.looks.flatMap((look) => look.decision.reasons.map((reason) => reason.code));
    expect(codes).toContain("PUBLIC_HOLIDAY");
    const local = touch?.leftAt && localTime("Australia/Sydney", touch.leftAt.getTime());
    expect(local && new Date(local.day * 86_400_000).toISOString().slice(0, 10)).not.toMatch(/2026-04-0[36]/);
  });

  test("who moves to another zone is reached in its hours from then on", () => {
    const mover = person("m", {
      facts: { points: person("m").facts.points.slice(0, 1) },
      happenings: [
        { kind: "moved", at: at("2026-03-03T12:00:00Z"), region: "HI", postalCode: "96801", statedTimeZone: null },
      ],
    });
    const result = simulate(simulationOf(line([email("one"), wait("pause", 2), email("two")]), [mover]));
    const [, two] = result.touches;
    expect(two?.looks[0]).toMatchObject({ verdict: "defer" });
    expect(two && localTime("Pacific/Honolulu", two.leftAt?.getTime() ?? 0).minutes).toBe(8 * 60);
  });

  test("who opts out while a text is held back over night never gets it", () => {
    const leaver = person("o", { happenings: [{ kind: "opted_out", at: at("2026-03-03T05:00:00Z"), channel: "sms" }] });
    const result = simulate(simulationOf(line([wait("late", 13, "hours"), sms("night")], ["opted_out"]), [leaver]));
    expect(left(result.touches)).toEqual([]);
    expect(result.touches).toMatchObject([{ nodeId: "night", status: "waiting", looks: [{ verdict: "defer" }] }]);
    expect(result.enrollments).toMatchObject([{ outcome: "opted_out" }]);
  });

  test("who shares a number with another shares its limits", () => {
    const both = ["x", "y"].map((id) => person(id, { phone: "+15125550199" }));
    const result = simulate(simulationOf(line([call("ring")]), both));
    const times = left(result.touches).map(([, when]) => Date.parse(when ?? ""));
    expect(times).toHaveLength(2);
    expect(Math.abs((times[1] ?? 0) - (times[0] ?? 0))).toBeGreaterThanOrEqual(20 * 3_600_000);
  });

  test("who breaks a promise is told so to the journey the day after", () => {
    const promiser = person("b", {
      happenings: [{ kind: "promised", at: at("2026-03-02T18:00:00Z"), dueOn: "2026-03-05" }],
    });
    const graph = line([email("one"), wait("pause", 20), email("two")], ["promise_broken"]);
    const result = simulate(simulationOf(graph, [promiser]));
    expect(result.enrollments).toMatchObject([{ outcome: "promise_broken", endedAt: at("2026-03-06T06:00:00Z") }]);
    expect(result.told.map((one) => one.kind)).toEqual(["promised", "promise_broken"]);
  });

  test("whose next invoice passes the mark enters again, when the journey takes in on later days", () => {
    const later = { id: "later", currency: "USD", openMinor: 5_000, dueOn: "2026-03-10", disputed: false };
    const again = person("r", {
      happenings: [
        { kind: "paid", at: at("2026-03-03T17:00:00Z"), currency: "USD", amountMinor: 125_000 },
        { kind: "invoice_issued", at: at("2026-03-04T17:00:00Z"), invoice: later },
      ],
    });
    const entry = { overdueDaysMin: 2, rolling: true };
    const result = simulate(simulationOf(line([email("one")]), [again], { entry }));
    expect(result.enrollments.map((one) => [one.id, one.enteredAt.toISOString()])).toEqual([
      ["r", "2026-03-02T15:00:00.000Z"],
      ["r#2", "2026-03-12T14:00:00.000Z"],
    ]);
  });
});

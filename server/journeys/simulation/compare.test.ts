import { expect, test } from "vitest";
import { compareRuns } from "@/server/journeys/simulation/compare";
import { marksOf } from "@/server/journeys/simulation/marks";
import { simulate } from "@/server/journeys/simulation/simulate";
import { supposeAddresses } from "@/server/journeys/simulation/suppose";
import { email, line, person, simulationOf, sms, wait } from "@/server/journeys/simulation/testing/people";

const run = (graph: ReturnType<typeof line>, of: Parameters<typeof simulationOf>[2] = {}) =>
  simulate(simulationOf(graph, [person("a"), person("b", { phone: "+15125550143" })], of));

test("two journeys that contact on the same days and channels are the same, whatever their steps are called", () => {
  const one = run(line([email("one"), wait("pause", 3), sms("two")]));
  const other = run(line([email("x"), wait("y", 3), sms("z")]));
  expect(compareRuns(one, other).map((each) => each.kind)).toEqual(["same", "same"]);
});

test("who only one of them contacts is told, with how often and when first", () => {
  const draft = run(line([email("one"), wait("pause", 3), sms("two")]));
  const live = run(line([wait("long", 200)]));
  expect(compareRuns(draft, live)[0]).toMatchObject({
    kind: "only_draft",
    draft: { sent: 2, firstAt: new Date("2026-03-02T15:00:00Z") },
    live: { sent: 0, firstAt: null },
  });
  expect(compareRuns(live, draft)[0]).toMatchObject({ kind: "only_live" });
});

test("a clock change among the days is marked where it happens", () => {
  const marks = marksOf(run(line([email("one")])));
  expect(marks).toEqual([{ day: "2026-03-08", kind: "clock_change", zones: ["America/Chicago"] }]);
});

test("a debtor without an address can be supposed to have one, each their own", () => {
  const bare = ["p", "q"].map((id) => person(id, { facts: { points: [] } }));
  const result = simulate(simulationOf(line([email("one"), wait("pause", 2), sms("two")]), supposeAddresses(bare)));
  expect(result.touches.filter((touch) => touch.leftAt !== null)).toHaveLength(4);
  expect(new Set(result.touches.map((touch) => touch.address)).size).toBe(4);
});

import { expect, test } from "vitest";
import { isHeldOut } from "@/server/campaigns/entering/holdout";

const debtors = Array.from({ length: 20_000 }, (_, at) => `debtor-${at}`);

test("about as many are held out as was asked for, and always the same ones", () => {
  for (const percent of [1, 10, 50]) {
    const drawn = debtors.filter((debtor) => isHeldOut("campaign", debtor, percent));
    expect(Math.abs(drawn.length / debtors.length - percent / 100)).toBeLessThan(0.01);
    expect(drawn.every((debtor) => isHeldOut("campaign", debtor, percent))).toBe(true);
  }
});

test("another campaign draws others, and a larger holdout keeps who was in the smaller", () => {
  const [one, two] = ["one", "two"].map((id) => new Set(debtors.filter((debtor) => isHeldOut(id, debtor, 10))));
  const both = [...(one ?? [])].filter((debtor) => two?.has(debtor)).length;
  expect(both / (one?.size ?? 1)).toBeLessThan(0.2);
  expect([...(one ?? [])].every((debtor) => isHeldOut("one", debtor, 20))).toBe(true);
});

test("without a holdout nobody is", () => {
  expect(debtors.some((debtor) => isHeldOut("campaign", debtor, 0))).toBe(false);
});

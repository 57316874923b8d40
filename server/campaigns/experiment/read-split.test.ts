import { expect, test } from "vitest";
import { sampleOf } from "@/server/campaigns/experiment/confidence-sequence";
import { readSplit } from "@/server/campaigns/experiment/read-split";
import type { Arm } from "@/server/campaigns/experiment/verdict";

/** `paid` of `debtors` have paid all after ten days, the others nothing in sixty. */
function arm(debtors: number, paid: number): Arm {
  return {
    share: sampleOf(Array.from({ length: debtors }, (_, n) => (n < paid ? 1 : 0))),
    chasedMinor: debtors * 1_000,
    recoveredMinor: paid * 1_000,
    watched: [
      { days: 10, paid: true, debtors: paid },
      { days: 60, paid: false, debtors: debtors - paid },
    ],
  };
}
const split = (arms: { id: string; holdout?: boolean }[]) => ({
  id: "split",
  arms: arms.map((each) => ({ ...each, label: each.id.toUpperCase() })),
});
const counts = (debtors: number, optedOut = 0) => ({ debtors, contacts: debtors * 2, optedOut });

test("arms are measured against the split's holdout, which stands first, or else against the first", () => {
  const of = (id: string) => ({ arm: arm(600, id === "c" ? 300 : 120), ...counts(600) });
  const withHoldout = readSplit(split([{ id: "a" }, { id: "b", holdout: true }, { id: "c" }]), of, 60);
  expect(withHoldout.arms.map(({ id, against }) => [id, against?.verdict ?? null])).toEqual([
    ["b", null],
    ["a", "no_difference_yet"],
    ["c", "better"],
  ]);
  expect(withHoldout.arms[0]?.summary).toMatchObject({ debtors: 600, paid: 120, daysToPay: 50 });
  const without = readSplit(split([{ id: "c" }, { id: "a" }]), of, 60);
  expect(without.arms.map(({ id, against }) => [id, against?.verdict ?? null])).toEqual([
    ["c", null],
    ["a", "worse"],
  ]);
});

test("too few debtors are called too few, with their intervals still as wide as they are", () => {
  const of = (id: string) => ({ arm: arm(20, id === "a" ? 2 : 12), ...counts(20, id === "a" ? 0 : 3) });
  const { arms } = readSplit(split([{ id: "a" }, { id: "b" }]), of, 60);
  expect(arms[1]?.against).toMatchObject({ verdict: "too_early", needed: { debtors: 30, paid: 0 } });
  const { paidShare, optedOutShare } = arms[1]?.against ?? {};
  expect(paidShare?.estimate).toBeCloseTo(0.5, 10);
  expect((paidShare?.high ?? 0) - (paidShare?.low ?? 0)).toBeGreaterThan(0.3);
  expect(optedOutShare?.low).toBeLessThan(0);
});

test("more arms make each comparison ask for more", () => {
  const of = () => ({ arm: arm(400, 100), ...counts(400) });
  const width = (ids: string[]) => {
    const { recoveredShare } = readSplit(split(ids.map((id) => ({ id }))), of, 60).arms[1]?.against ?? {};
    return (recoveredShare?.high ?? 0) - (recoveredShare?.low ?? 0);
  };
  expect(width(["a", "b", "c", "d"])).toBeGreaterThan(width(["a", "b"]));
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownKinds } from "@/server/retention/contract";
import { currentRetention } from "@/server/retention/rules/pack";
import {
  bindingRules,
  daysOf,
  effectiveDays,
  type Keeping,
  keptUntil,
  limitsOf,
} from "@/server/retention/rules/periods";

const agencyInUs: Keeping = {
  workspaceCountry: "US",
  role: "third_party",
  debtorCountry: "US",
  debtorKind: "consumer",
  today: "2026-11-28",
};
const dates = { made: "2024-05-10", ended: "2025-03-01", lastActivity: "2026-02-28" };

describe("until when something must be kept", () => {
  test("a collector keeps what was said to a consumer three years after the last activity", () => {
    expect(keptUntil("contact_records", agencyInUs, dates)).toEqual({ until: "2029-02-28", rules: ["US-F-REC"] });
    expect(keptUntil("contact_records", { ...agencyInUs, role: "first_party" }, dates)).toBeNull();
    expect(keptUntil("contact_records", { ...agencyInUs, debtorKind: "company" }, dates)).toBeNull();
  });

  test("consents and their end are kept five years, in the United States and in India", () => {
    expect(keptUntil("permissions", agencyInUs, dates)).toMatchObject({ until: "2030-03-01" });
    expect(keptUntil("permissions", { ...agencyInUs, debtorCountry: "IN" }, dates)).toMatchObject({
      until: "2030-03-01",
      rules: ["IN-TCCCPR-REC"],
    });
  });

  test("books follow their keeper's country and run from the end of the year", () => {
    expect(keptUntil("books", { ...agencyInUs, workspaceCountry: "DE" }, dates)).toEqual({
      until: "2032-12-31",
      rules: ["DE-AO-147"],
    });
    expect(keptUntil("books", { ...agencyInUs, workspaceCountry: "PL" }, dates)?.rules).toEqual(["EU-BOOKS"]);
    expect(keptUntil("books", { ...agencyInUs, workspaceCountry: "BR" }, dates)).toBeNull();
  });

  test("a freight claim is kept until it is barred, by the law of the place where there is one", () => {
    expect(keptUntil("claims", agencyInUs, dates)).toEqual({ until: "2025-11-10", rules: ["US-CLAIM"] });
    expect(keptUntil("claims", { ...agencyInUs, debtorCountry: "BR" }, dates)).toEqual({
      until: "2030-05-10",
      rules: ["CLAIM"],
    });
  });

  test("a rule does not bind before its first day", () => {
    expect(bindingRules("permissions", { ...agencyInUs, today: "2024-10-14" }).map(({ id }) => id)).toEqual([
      "US-T-DNCKEEP",
    ]);
  });
});

const keepings = fc.record({
  workspaceCountry: fc.constantFrom("US", "DE", "IN", "BR", "GB"),
  role: fc.constantFrom("first_party" as const, "third_party" as const),
  debtorCountry: fc.constantFrom("US", "DE", "IN", "BR", "GB"),
  debtorKind: fc.constantFrom("company" as const, "sole_trader" as const, "consumer" as const),
  today: fc.constant("2026-11-28"),
});

test("whatever a workspace sets, no rule that asks to keep is cut short, and no limit passed that none of them needs", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ownKinds), keepings, fc.integer({ min: 1, max: 36_500 }), (kind, of, days) => {
      const effective = effectiveDays(kind, of, { [kind]: days });
      const rules = bindingRules(kind, of);
      const kept = rules.filter(({ asks }) => asks === "keep").map((rule) => daysOf(rule.for));
      const dropped = rules.filter(({ asks }) => asks === "drop").map((rule) => daysOf(rule.for));
      for (const least of kept) expect(effective).toBeGreaterThanOrEqual(least);
      for (const most of dropped) expect(effective).toBeLessThanOrEqual(Math.max(most, ...kept));
      const { min, max } = limitsOf(kind, of);
      if (days >= min && days <= max) expect(effective).toBe(days);
    }),
  );
});

test("every rule says where it is written, and whether that was seen", () => {
  for (const rule of currentRetention.rules) {
    expect(rule.citation, rule.id).not.toBe("");
    if (rule.verified && rule.basis !== "policy") expect(rule.url, rule.id).toMatch(/^https:/);
  }
  expect(new Set(currentRetention.rules.map(({ id }) => id)).size).toBe(currentRetention.rules.length);
});

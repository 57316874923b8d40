import { expect, test } from "vitest";
import { decideCase } from "@/server/policy/decide-cases";
import { readRules } from "@/server/policy/read-rules";
import { businessCase, policyCase } from "@/server/policy/testing/policy-case";

test("a rule that passed is the law's where the law binds and our own policy elsewhere, also as a receipt keeps it", () => {
  const basisOf = (value: unknown) => {
    const decision = decideCase(value);
    const kept = JSON.parse(JSON.stringify(decision));
    return [decision, kept].map((each) => readRules(each).find(({ ruleId }) => ruleId === "US-F-CEASE")?.basis);
  };
  expect(basisOf(policyCase())).toEqual(["regulation", "regulation"]);
  expect(basisOf(businessCase())).toEqual(["policy", "policy"]);
});

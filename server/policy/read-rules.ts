// A decision rule by rule, each with where it is written: what receipts and the live test show. Pure.
import type { Basis, Decision, RuleResult } from "@/server/policy/contract";
import { currentPack } from "@/server/policy/rules/pack";

/** A rule that was read, with what it said. */
export type ReadRule = RuleResult & {
  basis: Basis;
  citation: string;
  url: string | null;
  verified: boolean;
  facts: Record<string, string | number>;
};

const weight = { deny: 0, defer: 1, oblige: 2, pass: 3 };

/** Every rule that was read, those that found something first. What a reason says of its source stands as it was then. */
export function readRules({ results, reasons }: Pick<Decision, "results" | "reasons">): ReadRule[] {
  return results.map((result) => toRead(result, reasons)).sort((a, b) => weight[a.result] - weight[b.result]);
}

function toRead(result: RuleResult, reasons: Decision["reasons"]): ReadRule {
  const reason = reasons.find(({ ruleId, code }) => ruleId === result.ruleId && code === result.code);
  const same = currentPack.rules.filter(({ id }) => id === result.ruleId);
  const rule = same.find(({ code }) => code === result.code) ?? same[0];
  return {
    ...result,
    basis: reason?.basis ?? rule?.basis ?? "policy",
    citation: reason?.citation ?? rule?.citation ?? result.ruleId,
    // Our own policy after a law is not that law.
    url: reason?.basis === "policy" ? null : (rule?.url ?? null),
    verified: reason?.verified ?? rule?.verified ?? true,
    facts: reason?.facts ?? {},
  };
}

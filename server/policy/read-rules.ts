// A decision rule by rule, each with where it is written: what receipts and the live test show. Pure.
import { type Basis, type Decision, policyInput, type RuleResult } from "@/server/policy/contract";
import { currentPack } from "@/server/policy/rules/pack";
import { type PlainWords, plainWords } from "@/server/policy/rules/plain-words";
import type { Rule } from "@/server/policy/rules/rule";
import { rulesInScope } from "@/server/policy/scope";
import { subjectOf } from "@/server/policy/subject";

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
export function readRules({
  results,
  reasons,
  asked,
}: Pick<Decision, "results" | "reasons"> & { asked: unknown }): ReadRule[] {
  const rules = inScopeOf(asked);
  return results.map((result) => toRead(result, reasons, rules)).sort((a, b) => weight[a.result] - weight[b.result]);
}

/** The same, each with the sentence that says what it asks. */
export function rulesInWords(
  decision: Pick<Decision, "results" | "reasons"> & { asked: unknown },
): (ReadRule & { asks: PlainWords | null })[] {
  const rules = inScopeOf(decision.asked);
  return readRules(decision).map((read) => {
    const same = rules.filter(({ id }) => id === read.ruleId);
    const rule = same.find(({ code }) => code === read.code) ?? same[0];
    return { ...read, asks: rule ? plainWords(rule) : null };
  });
}

/** A row of law and our own policy after it bear one name: which of them was read is told by whom the case is about. */
function inScopeOf(asked: unknown): readonly Rule[] {
  const parsed = policyInput.safeParse(asked);
  if (!parsed.success) return currentPack.rules;
  try {
    return rulesInScope(currentPack, subjectOf(parsed.data, currentPack)).map(({ rule }) => rule);
  } catch {
    return currentPack.rules;
  }
}

function toRead(result: RuleResult, reasons: Decision["reasons"], rules: readonly Rule[]): ReadRule {
  const reason = reasons.find(({ ruleId, code }) => ruleId === result.ruleId && code === result.code);
  const same = rules.filter(({ id }) => id === result.ruleId);
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

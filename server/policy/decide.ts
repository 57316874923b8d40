// May we contact this person, now, on this channel? Every rule in scope is read, none is skipped; the answer carries all
// reasons. Pure: the same input gives the same decision for ever under the same pack.
import type { Decision, PolicyInput, Reason, RuleResult } from "@/server/policy/contract";
import { evaluate } from "@/server/policy/evaluate/evaluate";
import { deny, type Finding, pass } from "@/server/policy/evaluate/finding";
import { closedNow, firstOpening, type Hours, hoursOf, searchDays } from "@/server/policy/evaluate/hours";
import { inputHash } from "@/server/policy/fingerprint";
import { currentPack, type RulePack } from "@/server/policy/rules/pack";
import { precedenceOf } from "@/server/policy/rules/reason-codes";
import type { Rule } from "@/server/policy/rules/rule";
import { isInForce, rulesInScope } from "@/server/policy/scope";
import { type Subject, subjectOf } from "@/server/policy/subject";

/** Never throws: what cannot be read denies. */
export function decide(input: PolicyInput, pack: RulePack = currentPack): Decision {
  try {
    return decideOrThrow(input, pack);
  } catch {
    return { ...failClosed(pack), asked: input };
  }
}

/** The decision about a case that could not be read. */
export function failClosed(pack: RulePack = currentPack): Decision {
  const code = "SYSTEM_FAIL_CLOSED";
  return {
    verdict: "deny",
    code,
    reasons: [{ ...ownReason, code, effect: "deny", facts: {} }],
    results: [{ ruleId: ownReason.ruleId, code, result: "deny" }],
    obligations: [],
    nextAllowedAt: null,
    candidateZones: [],
    rulePackVersion: pack.version,
    inputHash: "",
    asked: null,
  };
}

const ownReason = {
  ruleId: "PACK",
  basis: "policy",
  citation: "our policy: what cannot be read is not contacted",
  verified: true,
} as const;

function decideOrThrow(input: PolicyInput, pack: RulePack): Decision {
  const subject = subjectOf(input, pack);
  const sheet = new Sheet();
  const hours: Hours[] = [];
  for (const dated of rulesInScope(pack, subject)) {
    const { rule } = dated;
    if (rule.kind !== "window" && rule.kind !== "preference" && rule.kind !== "house_hours") {
      if (isInForce(dated, subject)) sheet.note(rule, evaluate(subject, rule, pack));
      continue;
    }
    const asked = hoursOf(dated, subject);
    // Not yet in force today, it may be by the time that is looked for.
    if (asked) hours.push(asked);
    if (!isInForce(dated, subject)) continue;
    if (!asked || subject.at < (asked.freeUntil ?? subject.at)) sheet.note(rule, pass);
    else if (subject.candidates.zones.length === 0) sheet.note(rule, [deny("TZ_UNKNOWN")]);
    else sheet.note(rule, closedNow(subject, asked));
  }
  const opensAt = sheet.deferral ? firstOpening(subject, hours, Math.max(subject.at, sheet.restsUntil)) : subject.at;
  if (sheet.deferral && opensAt === null)
    sheet.noteOf(sheet.deferral.ruleId, sheet.deferral, deny("NO_WINDOW", { days: searchDays }));
  return sheet.decision(subject, pack, opensAt);
}

/** What all rules found. */
class Sheet {
  readonly results: RuleResult[] = [];
  private readonly reasons: Reason[] = [];
  /** The first reason that defers. */
  deferral: Reason | null = null;
  /** When the last rest after a conversation ends. */
  restsUntil = Number.NEGATIVE_INFINITY;
  /** When the last full cap has a slot; infinite where something denies that no clock lifts. */
  private freesAt = Number.NEGATIVE_INFINITY;

  note(rule: Rule, findings: readonly Finding[]): void {
    if (findings.length === 0) this.results.push({ ruleId: rule.id, code: rule.code, result: "pass" });
    for (const finding of findings) this.noteOf(rule.id, rule, finding);
  }

  noteOf(ruleId: string, source: Pick<Reason, "basis" | "citation" | "verified">, found: Finding) {
    const { basis, citation, verified } = source;
    const { code, effect, facts, until } = found;
    const reason: Reason = { ruleId, code, effect, basis, citation, verified, facts };
    this.results.push({ ruleId, code, result: effect });
    if (effect === "deny") this.freesAt = Math.max(this.freesAt, until ?? Number.POSITIVE_INFINITY);
    if (effect === "defer") {
      this.deferral ??= reason;
      this.restsUntil = Math.max(this.restsUntil, until ?? Number.NEGATIVE_INFINITY);
    }
    if (!this.reasons.some((known) => known.ruleId === ruleId && known.code === code)) this.reasons.push(reason);
  }

  decision(subject: Subject, pack: RulePack, opensAt: number | null): Decision {
    const reasons = this.reasons.sort((a, b) => precedenceOf(a.code) - precedenceOf(b.code));
    const denial = reasons.find((reason) => reason.effect === "deny");
    const deciding = denial ?? reasons.find((reason) => reason.effect === "defer");
    const next = denial ? this.freesAt : deciding ? opensAt : null;
    const obligations = reasons.filter((reason) => reason.effect === "oblige").map((reason) => reason.code);
    return {
      verdict: denial ? "deny" : deciding ? "defer" : "allow",
      code: deciding?.code ?? null,
      reasons,
      results: this.results,
      obligations: [...new Set(obligations)],
      nextAllowedAt: next !== null && Number.isFinite(next) ? new Date(next) : null,
      candidateZones: [...subject.candidates.zones],
      rulePackVersion: pack.version,
      inputHash: inputHash(subject.input),
      asked: subject.input,
    };
  }
}

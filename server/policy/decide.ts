// May we contact this person, now, on this channel? Every rule in scope is read, none is skipped; the answer carries
// all reasons. Pure: the same input gives the same decision for ever under the same pack.
import type { Decide, Decision, PolicyInput, Reason } from "@/server/policy/contract";
import { evaluateFrequency } from "@/server/policy/evaluate-frequency";
import { evaluateHours } from "@/server/policy/evaluate-hours";
import { evaluateConsent, evaluateStops } from "@/server/policy/evaluate-permission";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { rulePackVersion } from "@/server/policy/rules/pack";
import { precedenceOf } from "@/server/policy/rules/reason-codes";
import { type Case, caseOf, rulesFor } from "@/server/policy/scope";

/** The decision for a workspace: the law's rules, and its house policy over our defaults. */
export const decide: Decide = (input) => {
  try {
    return decideAsGiven({ ...input, housePolicy: withHouseDefaults(input.housePolicy) }, input.housePolicy);
  } catch {
    return failClosed();
  }
};

/** The decision with the house policy exactly as given; absent means none. Never throws: what cannot be read denies. */
export function decideStrictly(input: PolicyInput): Decision {
  try {
    return decideAsGiven(input, input.housePolicy);
  } catch {
    return failClosed();
  }
}

function decideAsGiven(input: PolicyInput, ownHousePolicy: PolicyInput["housePolicy"]): Decision {
  if (Number.isNaN(input.now.getTime())) return failClosed();
  const subject = caseOf(input);
  const rules = rulesFor(subject);
  const hours = evaluateHours(subject, rules);
  const frequency = evaluateFrequency(subject, rules);
  const reasons = [
    ...evaluateJurisdiction(subject, ownHousePolicy),
    ...evaluateStops(subject),
    ...evaluateConsent(subject, rules),
    ...hours.reasons,
    ...frequency.reasons,
  ].sort((a, b) => precedenceOf(a.code) - precedenceOf(b.code));

  const denial = reasons.find((reason) => reason.effect === "deny");
  const deferral = reasons.find((reason) => reason.effect === "defer");
  const deciding = denial ?? deferral ?? null;
  return {
    verdict: denial ? "deny" : deferral ? "defer" : "allow",
    code: deciding?.code ?? null,
    reasons,
    obligations: [...new Set(reasons.filter((reason) => reason.effect === "oblige").map((reason) => reason.code))],
    nextAllowedAt: nextAllowedAt(subject, rules, reasons, { opensAt: hours.opensAt, freesAt: frequency.freesAt }),
    candidateZones: [...subject.candidates.zones],
    rulePackVersion,
  };
}

function evaluateJurisdiction({ input, unknownCountry }: Case, house: PolicyInput["housePolicy"]): Reason[] {
  if (unknownCountry === null || input.purpose === "receipt" || input.purpose === "opt_out_confirmation") return [];
  if (unknownCountry !== "none" && house.notBefore && house.notAfter) return [];
  return [{ ruleId: "PACK", code: "JURISDICTION_UNKNOWN", effect: "deny", facts: { country: unknownCountry } }];
}

/**
 * Of a deferral: the first instant at which nothing defers. Of a full cap: when a slot frees. A denial for any other
 * reason has none: no clock lifts it.
 */
function nextAllowedAt(
  subject: Case,
  rules: Parameters<typeof evaluateHours>[1],
  reasons: readonly Reason[],
  when: { opensAt: number | null; freesAt: number | null },
): Date | null {
  const denials = reasons.filter((reason) => reason.effect === "deny");
  if (denials.some((reason) => !reason.code.startsWith("FREQ_"))) return null;
  if (denials.length > 0) return when.freesAt === null ? null : new Date(when.freesAt);
  if (when.freesAt === null) return when.opensAt === null ? null : new Date(when.opensAt);
  // A cooldown ends at midnight: the day's first open minute comes after it.
  const after = { ...subject, at: Math.max(when.freesAt, when.opensAt ?? 0) };
  const { reasons: still, opensAt } = evaluateHours(after, rules);
  return new Date(still.length > 0 && opensAt !== null ? opensAt : after.at);
}

function failClosed(): Decision {
  return {
    verdict: "deny",
    code: "SYSTEM_FAIL_CLOSED",
    reasons: [{ ruleId: "PACK", code: "SYSTEM_FAIL_CLOSED", effect: "deny", facts: {} }],
    obligations: [],
    nextAllowedAt: null,
    candidateZones: [],
    rulePackVersion,
  };
}

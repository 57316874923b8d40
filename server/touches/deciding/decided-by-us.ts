// Decisions the outbox takes before it asks the policy: nobody to reach, nothing to say. Pure.
import type { Decision } from "@/server/policy/contract";

/** The parts of a decision that no rule of the pack took. */
export function decidedByUs(ruleId: string, code: string, effect: "deny" | "defer") {
  return {
    reasons: [{ ruleId, code, effect, basis: "policy", citation: "our policy", verified: true, facts: {} }],
    results: [{ ruleId, code, result: effect }],
    obligations: [],
    candidateZones: [],
    rulePackVersion: "none",
    inputHash: "",
    asked: null,
  } satisfies Omit<Decision, "verdict" | "code" | "nextAllowedAt">;
}

// A list of cases as people write them → a decision each. A case that cannot be read is denied; the others are decided.
import { type Decision, policyInput } from "@/server/policy/contract";
import { decide, failClosed } from "@/server/policy/decide";
import { fingerprint } from "@/server/policy/fingerprint";
import { currentPack, type RulePack } from "@/server/policy/rules/pack";

export type DecidedCase = { id: unknown; decision: Decision };

export function decideCases(cases: readonly unknown[], pack: RulePack = currentPack): DecidedCase[] {
  return cases.map((value) => ({ id: idOf(value), decision: decideCase(value, pack) }));
}

/** The decision about one case in JSON: null is read as absent. */
export function decideCase(value: unknown, pack: RulePack = currentPack): Decision {
  const parsed = policyInput.safeParse(withoutNulls(value));
  if (parsed.success) return decide(parsed.data, pack);
  return { ...failClosed(pack), inputHash: fingerprint(JSON.stringify(value) ?? "") };
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : null;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutNulls(each)]));
}

// What a rule found. None is a pass.
import type { Reason } from "@/server/policy/contract";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";
import type { ObligationCode } from "@/server/policy/rules/rule";

export type Finding = {
  code: ReasonCode | ObligationCode;
  effect: Reason["effect"];
  facts: Reason["facts"];
  /** Of a full cap: when a slot frees. Of a cooldown: when it ends. */
  until?: number;
};

export const pass: readonly Finding[] = [];

export const deny = (code: ReasonCode, facts: Reason["facts"] = {}, until?: number): Finding => ({
  code,
  effect: "deny",
  facts,
  until,
});

export const oblige = (code: ObligationCode): Finding => ({ code, effect: "oblige", facts: {} });

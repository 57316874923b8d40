// Consent and registries: whom a machine may call, and who asked for no promotion. Pure.
import { hasConsent } from "@/server/policy/evaluate/consents";
import { fullUntil } from "@/server/policy/evaluate/count";
import { deny, type Finding, oblige, pass } from "@/server/policy/evaluate/finding";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";
import type { RuleOf } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";
import { dayMs } from "@/server/policy/wall-clock";

/** A machine's voice: consent first; a home's landline may be tried a few times without, told how to opt out. */
export function aiVoiceConsent(subject: Subject, rule: RuleOf<"ai_voice_consent">): readonly Finding[] {
  const { contact, message } = subject.input;
  if (!contact.lineType || contact.lineType === "unknown") return [deny("LINE_TYPE_UNKNOWN")];
  const isPromotional = subject.scopePurpose === "promotional";
  if (hasConsent(subject, isPromotional ? ["express_written"] : ["express", "express_written", "timed"])) return pass;
  const { freeCalls } = rule.params;
  if (!freeCalls || isPromotional) return [deny("CONSENT_AI_VOICE", { lineType: contact.lineType })];
  const findings: Finding[] = [];
  if (message.hasOptOut === undefined) findings.push(oblige("OPT_OUT_MECHANISM"));
  if (message.hasOptOut === false) findings.push(deny("CONTENT_OPTOUT_MISSING"));
  const full = fullUntil(subject, freeCalls);
  if (full)
    findings.push(deny("TCPA_3_IN_30", { count: full.count, max: freeCalls.max, days: freeCalls.days }, full.until));
  return findings;
}

export function writtenConsent(subject: Subject, rule: RuleOf<"written_consent">): readonly Finding[] {
  return hasConsent(subject, rule.params.kinds) ? pass : [deny(rule.code as ReasonCode)];
}

/** Mail at work needs consent, unless the consumer used that address. */
export function workEmail(subject: Subject): readonly Finding[] {
  return isUsed(subject) || hasConsent(subject, ["express", "express_written"]) ? pass : [deny("WORK_EMAIL")];
}

/** An address that the consumer consented to or wrote from needs no notice; nor does a message that offers to opt out. */
export function emailProcedures(subject: Subject): readonly Finding[] {
  const isKnown = isUsed(subject) || hasConsent(subject, ["express", "express_written"]);
  return isKnown || subject.input.message.hasOptOut ? pass : [oblige("OPT_OUT_MECHANISM")];
}

function isUsed({ input: { history, contact } }: Subject): boolean {
  return history.some(
    (event) => event.direction === "inbound" && event.channel === "email" && event.address === contact.address,
  );
}

/** A promotion needs a registry that is clear and was asked lately. */
export function registry({ input, at }: Subject, rule: RuleOf<"registry">): readonly Finding[] {
  const { registry } = input;
  if (!registry || registry.status === "unknown") return [deny("REGISTRY_UNKNOWN")];
  const findings: Finding[] = [];
  if (registry.status === "blocked") findings.push(deny("DND_PROMOTIONAL"));
  const ageMs = registry.checkedAt ? at - registry.checkedAt.getTime() : Number.POSITIVE_INFINITY;
  if (ageMs < 0 || ageMs > rule.params.maxAgeDays * dayMs) {
    findings.push(deny("REGISTRY_STALE", { maxAgeDays: rule.params.maxAgeDays }));
  }
  return findings;
}

export function registeredTemplate({ input }: Subject): readonly Finding[] {
  return input.message.registeredTemplate ? pass : [deny("DLT_TEMPLATE")];
}

// One evaluator a kind of rule; the compiler names those that lack one.
import {
  aiVoiceConsent,
  emailProcedures,
  registeredTemplate,
  registry,
  workEmail,
  writtenConsent,
} from "@/server/policy/evaluate/consent";
import {
  collectorNotice,
  naturalPersonCredit,
  numberAge,
  obligation,
  recording,
  suitThreat,
  validation,
} from "@/server/policy/evaluate/content";
import type { Finding } from "@/server/policy/evaluate/finding";
import { cap, cooldown, houseCap, houseGap } from "@/server/policy/evaluate/frequency";
import {
  confirmation,
  jurisdiction,
  optOut,
  refusedChannel,
  stop,
  unusableAddress,
} from "@/server/policy/evaluate/stops";
import type { RulePack } from "@/server/policy/rules/pack";
import type { Rule } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";

type HoursKind = "window" | "preference" | "house_hours";

/** What the rule finds in this case. Rules about hours are read together, in hours.ts. */
export function evaluate(
  subject: Subject,
  rule: Exclude<Rule, { kind: HoursKind }>,
  pack: RulePack,
): readonly Finding[] {
  switch (rule.kind) {
    case "jurisdiction":
      return jurisdiction(subject, pack.countries);
    case "stop":
      return stop(subject, rule);
    case "opt_out":
      return optOut(subject, rule);
    case "confirmation":
      return confirmation(subject, rule);
    case "refused_channel":
      return refusedChannel(subject, rule);
    case "unusable_address":
      return unusableAddress(subject);
    case "ai_voice_consent":
      return aiVoiceConsent(subject, rule);
    case "written_consent":
      return writtenConsent(subject, rule);
    case "work_email":
      return workEmail(subject);
    case "registry":
      return registry(subject, rule);
    case "registered_template":
      return registeredTemplate(subject);
    case "cap":
      return cap(subject, rule);
    case "cooldown":
      return cooldown(subject, rule);
    case "house_cap":
      return houseCap(subject, rule);
    case "house_gap":
      return houseGap(subject);
    case "validation":
      return validation(subject, rule);
    case "number_age":
      return numberAge(subject, rule);
    case "email_procedures":
      return emailProcedures(subject);
    case "suit_threat":
      return suitThreat(subject, rule);
    case "collector_notice":
      return collectorNotice(subject);
    case "recording":
      return recording(subject, rule);
    case "natural_person_credit":
      return naturalPersonCredit(subject, rule);
    case "oblige":
      return obligation(subject, rule);
  }
}

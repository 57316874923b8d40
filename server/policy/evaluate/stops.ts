// Stops: what forbids a contact whatever the hour. Pure.

import { runs } from "@/server/policy/evaluate/consents";
import { deny, type Finding, pass } from "@/server/policy/evaluate/finding";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";
import type { RuleOf } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";

type OptOut = Subject["input"]["optOuts"][number];

export function stop({ input, purpose }: Subject, rule: RuleOf<"stop">): readonly Finding[] {
  const { debtor, contact } = input;
  if (!debtor[rule.params.stop] || rule.params.lets.includes(purpose)) return pass;
  const toAttorney =
    rule.params.stop === "attorney" && contact.place === "attorney" && contact.address === debtor.attorneyContact;
  return toAttorney ? pass : [deny(rule.code as ReasonCode)];
}

export function optOut(subject: Subject, rule: RuleOf<"opt_out">): readonly Finding[] {
  const { input, purpose } = subject;
  const isRecipients = rule.params.from === "recipient";
  // What confirms an opt-out passes the opt-out; a carrier lets nothing pass.
  if (isRecipients && purpose === "opt_out_confirmation") return pass;
  const stands = input.optOuts.some(
    (each) =>
      each.source === rule.params.from &&
      each.address === input.contact.address &&
      covers(each, subject, rule.params.allPhoneChannels ?? false) &&
      !(isRecipients && isLifted(each, subject)),
  );
  return stands ? [deny(rule.code as ReasonCode, { channel: input.contact.channel })] : pass;
}

/** A STOP by text also stops a machine's calls to that number; from "revoke all" on, one by phone also stops texts. */
function covers(optOut: OptOut, { input }: Subject, allPhoneChannels: boolean): boolean {
  const { channel, ai } = input.contact;
  if (allPhoneChannels) return optOut.channel === "voice" && channel === "sms";
  return optOut.channel === channel || (optOut.channel === "sms" && channel === "voice" && ai === true);
}

function isLifted(optOut: OptOut, { input, at }: Subject): boolean {
  return input.consents.some(
    (consent) =>
      (consent.kind === "express" || consent.kind === "express_written") &&
      consent.channel === optOut.channel &&
      consent.address === optOut.address &&
      consent.at.getTime() > optOut.at.getTime() &&
      runs(consent, at),
  );
}

/** One confirmation, and only at once. */
export function confirmation(subject: Subject, rule: RuleOf<"confirmation">): readonly Finding[] {
  const { input, at } = subject;
  const { channel, address } = input.contact;
  const standing = input.optOuts.filter(
    (each) =>
      each.channel === channel && each.address === address && each.at.getTime() <= at && !isLifted(each, subject),
  );
  if (standing.length === 0) return [deny("OPT_OUT_CONFIRMATION_LATE")];
  const times = standing.map((each) => each.at.getTime());
  const sent = input.history.some(
    (event) =>
      event.direction === "outbound" &&
      (event.purpose === "opt_out_confirmation" || event.outcome === "opt_out_confirmation") &&
      event.channel === channel &&
      (event.address === undefined || event.address === address) &&
      event.at.getTime() >= Math.min(...times),
  );
  const findings: Finding[] = [];
  if (sent) findings.push(deny("OPT_OUT_CONFIRMATION_SENT"));
  if (at - Math.max(...times) > rule.params.minutes * 60_000) findings.push(deny("OPT_OUT_CONFIRMATION_LATE"));
  return findings;
}

export function refusedChannel({ input }: Subject, rule: RuleOf<"refused_channel">): readonly Finding[] {
  const { channel } = input.contact;
  const refused =
    rule.params.by === "debtor" ? input.debtor.preferences?.refusedChannels : input.housePolicy?.refusedChannels;
  return refused?.includes(channel) ? [deny("CHANNEL_REFUSED", { channel })] : pass;
}

export function unusableAddress({ input }: Subject): readonly Finding[] {
  const { unusable } = input.contact;
  return unusable ? [deny("ADDRESS_UNUSABLE", { status: unusable })] : pass;
}

/** No contact where no rules are known, unless the house opens the country with hours of its own. */
export function jurisdiction({ input, countries }: Subject, known: readonly string[]): readonly Finding[] {
  if (countries.size === 0) return [deny("JURISDICTION_UNKNOWN", { country: "none" })];
  const unknown = [...countries].filter((country) => !known.includes(country));
  const isOpened = input.housePolicy?.notBefore !== undefined && input.housePolicy.notAfter !== undefined;
  if (unknown.length === 0 || isOpened) return pass;
  return [deny("JURISDICTION_UNKNOWN", { country: unknown.join() })];
}

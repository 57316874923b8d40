// Stops, consent and obligations: may this person be reached this way at all? Pure.
import type { Reason } from "@/server/policy/contract";
import type { Rule } from "@/server/policy/rules/rule";
import type { Case } from "@/server/policy/scope";
import { localTime } from "@/server/policy/wall-clock";

const confirmationMs = 5 * 60_000;
const stopCodes = { cease: "CEASE", attorney: "ATTORNEY", bankrupt: "BANKRUPT", deceased: "DECEASED" } as const;

const deny = (ruleId: string, code: string, facts: Reason["facts"] = {}): Reason => ({
  ruleId,
  code,
  effect: "deny",
  facts,
});

/** What forbids any contact, whatever the hour. */
export function evaluateStops({ input, at }: Case): Reason[] {
  const { debtor, purpose } = input;
  const reasons: Reason[] = [];
  const confirms = purpose === "opt_out_confirmation";
  if (debtor.stop && !(debtor.stop === "cease" && confirms)) {
    reasons.push(deny(`STOP-${debtor.stop.toUpperCase()}`, stopCodes[debtor.stop]));
  }
  // A debtor who disputes or is paused still gets what they asked for, and what confirms it.
  if (purpose === "reminder") {
    if (debtor.disputed) reasons.push(deny("STOP-DISPUTED", "DISPUTED"));
    if (debtor.pausedReason) reasons.push(deny("STOP-PAUSED", "PAUSED"));
  }
  if (input.housePolicy.refusedChannels?.includes(input.channel)) {
    reasons.push(deny("HOUSE-CHANNEL", "CHANNEL_REFUSED", { channel: input.channel }));
  }
  if (input.addressStatus !== "active") {
    reasons.push(deny("STOP-ADDRESS", "ADDRESS_UNUSABLE", { status: input.addressStatus }));
  }
  if (input.channel === "sms" && (input.lineType === "landline" || input.lineType === "toll_free")) {
    reasons.push(deny("STOP-ADDRESS", "ADDRESS_UNUSABLE", { lineType: input.lineType }));
  }
  return [...reasons, ...(confirms ? confirmationStops(input, at) : optOutStops(input))];
}

function optOutStops(input: Case["input"]): Reason[] {
  if (!input.optedOut) return [];
  if (input.optedOutBy === "carrier") return [deny("STOP-OPT-OUT", "OPTED_OUT_CARRIER")];
  const { optedOutAt } = input;
  const lifted =
    optedOutAt !== undefined &&
    input.consents.some(
      (consent) =>
        consent.channel === input.channel &&
        consent.address === input.address &&
        (consent.kind === "express" || consent.kind === "express_written") &&
        consent.grantedAt > optedOutAt &&
        consent.grantedAt <= input.now &&
        (!consent.expiresAt || input.now < consent.expiresAt),
    );
  return lifted ? [] : [deny("STOP-OPT-OUT", "OPTED_OUT")];
}

/** One confirmation, within five minutes. */
function confirmationStops(input: Case["input"], at: number): Reason[] {
  const reasons: Reason[] = [];
  if (input.optedOutBy === "carrier") reasons.push(deny("STOP-OPT-OUT", "OPTED_OUT_CARRIER"));
  const since = input.optedOutAt?.getTime();
  if (since === undefined) return reasons;
  const sent = input.history.some(
    (contact) =>
      contact.purpose === "opt_out_confirmation" &&
      contact.channel === input.channel &&
      contact.address === input.address &&
      contact.at.getTime() >= since,
  );
  if (sent) reasons.push(deny("US-T-CONF", "OPT_OUT_CONFIRMATION_SENT"));
  if (at - since > confirmationMs) reasons.push(deny("US-T-CONF", "OPT_OUT_CONFIRMATION_LATE"));
  return reasons;
}

/** Consent and line type where a machine speaks, and what the message must carry. */
export function evaluateConsent(subject: Case, rules: readonly Rule[]): Reason[] {
  const reasons: Reason[] = [];
  for (const rule of rules) {
    if (rule.kind === "consent") reasons.push(...machineVoice(subject, rule));
    if (rule.kind === "oblige") {
      for (const code of rule.obligations) reasons.push({ ruleId: rule.id, code, effect: "oblige", facts: {} });
    }
  }
  return reasons;
}

function machineVoice(subject: Case, rule: Rule): Reason[] {
  const { input } = subject;
  const { lineType } = input;
  if (lineType === null || lineType === "unknown") return [deny(rule.id, "LINE_TYPE_UNKNOWN")];
  if (hasVoiceConsent(subject)) return [];
  // Internet telephony may end on a mobile, so it is treated as one.
  if (lineType === "mobile" || lineType === "voip") return [deny(rule.id, rule.code, { lineType })];
  if (input.debtor.kind === "company") return [];
  const reasons: Reason[] = [{ ruleId: "US-T-RES", code: "OPT_OUT_MECHANISM", effect: "oblige", facts: {} }];
  const count = Math.max(
    0,
    ...subject.candidates.zones.map((zone) => {
      const today = localTime(zone, subject.at).day;
      return input.history.filter(
        (contact) =>
          contact.channel === "voice" &&
          contact.address === input.address &&
          contact.direction !== "inbound" &&
          localTime(zone, contact.at.getTime()).day > today - 30,
      ).length;
    }),
  );
  if (count >= 3) reasons.push(deny("US-T-RES", "TCPA_3_IN_30", { count, max: 3, days: 30 }));
  return reasons;
}

function hasVoiceConsent({ input }: Case): boolean {
  return input.consents.some((consent) => {
    if (consent.channel !== "voice" || consent.address !== input.address || consent.grantedAt > input.now) return false;
    if (consent.kind === "inferred") return false;
    const end =
      consent.expiresAt ?? (consent.kind === "timed" ? new Date(consent.grantedAt.getTime() + 7 * 86_400_000) : null);
    return end === null || input.now < end;
  });
}

// What a message must carry, and what it must not say. Pure.
import { Temporal } from "temporal-polyfill";
import { deny, type Finding, oblige, pass } from "@/server/policy/evaluate/finding";
import type { RuleOf } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";
import { dayMs, dayNumber } from "@/server/policy/wall-clock";

/** Known to be missing: denied. Not said: obliged. There: satisfied. */
export function obligation({ input }: Subject, { params }: RuleOf<"oblige">): readonly Finding[] {
  const shown = params.shownBy ? input.message[params.shownBy] : undefined;
  if (shown === undefined) return [oblige(params.obligation)];
  return shown || !params.missing ? pass : [deny(params.missing)];
}

/** The first communication says more than those after it. */
export function collectorNotice({ input, at }: Subject): readonly Finding[] {
  const { firstContactAt } = input.debtor;
  const hasBegun =
    (firstContactAt !== undefined && firstContactAt.getTime() < at) ||
    input.history.some(
      (event) =>
        event.conversation === true ||
        event.contactMade === true ||
        (event.channel !== "voice" && (event.outcome === "delivered" || event.outcome === "replied")),
    );
  return [oblige(hasBegun ? "DEBT_COLLECTOR_NOTICE" : "MINI_MIRANDA")];
}

export function validation({ input, at }: Subject, { params }: RuleOf<"validation">): readonly Finding[] {
  const { firstContactAt, validationNoticeSentAt } = input.debtor;
  if (validationNoticeSentAt && validationNoticeSentAt.getTime() <= at) return pass;
  const isOverdue = firstContactAt !== undefined && at - firstContactAt.getTime() > params.days * dayMs;
  if (isOverdue && !params.onlyObliges) return [deny("VALIDATION_OVERDUE", { days: params.days })];
  return [oblige("VALIDATION_NOTICE_DUE")];
}

/** A number that was not looked up lately may have another owner; a text from it shows that it has not. */
export function numberAge({ input, at }: Subject, { params }: RuleOf<"number_age">): readonly Finding[] {
  const { address, addressVerifiedAt } = input.contact;
  const sinceMs = at - params.days * dayMs;
  const isStale = deny("NUMBER_STALE", { days: params.days });
  if (!addressVerifiedAt) return [isStale];
  if (addressVerifiedAt.getTime() >= sinceMs) return pass;
  const wrote = input.history.some(
    (event) =>
      event.direction === "inbound" &&
      event.channel === "sms" &&
      (event.address === undefined || event.address === address) &&
      event.at.getTime() >= sinceMs &&
      event.at.getTime() <= at,
  );
  return wrote ? pass : [isStale];
}

/** No threat of a suit that the law no longer allows. */
export function suitThreat({ input, today }: Subject, { params }: RuleOf<"suit_threat">): readonly Finding[] {
  if (!input.message.threatensSuit || input.debt.kind !== params.debtKind) return pass;
  const { accruedOn } = input.debt;
  if (!accruedOn) return [deny("CONTENT_TIME_BARRED")];
  const last = Temporal.PlainDate.from(accruedOn).add({ months: params.months }).toString();
  return today > dayNumber(last) ? [deny("CONTENT_TIME_BARRED", { lastDay: last })] : pass;
}

/** The stricter end of the call decides; where the debtor's state is not known it is taken for a strict one. */
export function recording(subject: Subject, { params }: RuleOf<"recording">): readonly Finding[] {
  const { places, collectorPlace, stateUnknown, input } = subject;
  const binds =
    !params.regions ||
    stateUnknown ||
    params.regions.some((region) => places.has(`US-${region}`) || collectorPlace === `US-${region}`);
  if (!binds || input.contact.recordingAnnounced) return pass;
  return [input.contact.recordingAnnounced === false ? deny("RECORDING_NOTICE") : oblige("RECORDING_ANNOUNCEMENT")];
}

/** Commercial credit of a natural person up to a sum; what is not known about it counts as within. */
export function naturalPersonCredit({ input }: Subject, rule: RuleOf<"natural_person_credit">): readonly Finding[] {
  const { maxMinor, currency, from } = rule.params;
  const { accruedOn, totalOwed } = input.debt;
  const isOlder = accruedOn !== undefined && accruedOn < from;
  const isLarger = totalOwed !== undefined && totalOwed.currency === currency && totalOwed.amountMinor > maxMinor;
  return isOlder || isLarger ? pass : [oblige("ROSENTHAL_CONDUCT")];
}

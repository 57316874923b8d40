// Caps, the rest after a conversation, and the house's own. Pure.
import { hasConsent } from "@/server/policy/evaluate/consents";
import { fullUntil } from "@/server/policy/evaluate/count";
import { deny, type Finding, pass } from "@/server/policy/evaluate/finding";
import type { ReasonCode } from "@/server/policy/rules/reason-codes";
import type { Counted, RuleOf } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";

const hourMs = 3_600_000;

/** The debtor's own "call me then" runs, or it is the attorney who is called: neither is counted or must rest. */
function isExempt(subject: Subject): boolean {
  return subject.input.contact.place === "attorney" || hasConsent(subject, ["timed"]);
}

export function cap(subject: Subject, rule: RuleOf<"cap">): readonly Finding[] {
  if (rule.params.liftedByRequest && isExempt(subject)) return pass;
  return full(subject, rule.params, rule.code as ReasonCode);
}

function full(subject: Subject, counted: Counted, code: ReasonCode): readonly Finding[] {
  const found = fullUntil(subject, counted);
  if (!found) return pass;
  return [deny(code, { count: found.count, max: counted.max, days: counted.days }, found.until)];
}

/** The day of the conversation is day 1; the day after the last one is free. */
export function cooldown(subject: Subject, { params }: RuleOf<"cooldown">): readonly Finding[] {
  if (isExempt(subject)) return pass;
  let until = Number.NEGATIVE_INFINITY;
  for (const { event, at, isOwn, isOfDebt } of subject.contacts) {
    const counts = event.conversation && event.channel === "voice" && event.place !== "attorney" && isOfDebt && isOwn;
    if (!counts) continue;
    for (const clock of subject.clocks) {
      until = Math.max(until, clock.startOfDay(clock.dayAt(at) + params.days));
    }
  }
  if (until <= subject.at) return pass;
  return [{ code: "CONVERSATION_COOLDOWN", effect: "defer", facts: { days: params.days }, until }];
}

export function houseCap(subject: Subject, { params, code }: RuleOf<"house_cap">): readonly Finding[] {
  const max = subject.input.housePolicy?.[params.limit];
  if (max === undefined) return pass;
  return full(
    subject,
    { max, days: 7, channels: params.channels, counts: "attempts", per: "debtor" },
    code as ReasonCode,
  );
}

/** Past and reserved contacts must both be that far away. */
export function houseGap(subject: Subject): readonly Finding[] {
  const gapHours = subject.input.housePolicy?.minGapHours ?? 0;
  if (gapHours <= 0) return pass;
  const gapMs = gapHours * hourMs;
  const times: number[] = [];
  for (const { at, isOwn, isHere, neverCounts } of subject.contacts) {
    // Further back than the gap it is nothing to wait for.
    if (!neverCounts && (isOwn || isHere) && at > subject.at - gapMs) times.push(at);
  }
  let at = subject.at;
  for (const time of times.sort((a, b) => a - b)) if (Math.abs(time - at) < gapMs) at = time + gapMs;
  return at === subject.at ? pass : [deny("FREQ_POLICY", { gapHours }, at)];
}

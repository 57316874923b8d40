// How often already? Counted per debtor and per address, on the calendar days of every candidate zone; the stricter
// count binds. Pure.
import type { PastContact, Reason } from "@/server/policy/contract";
import type { Rule } from "@/server/policy/rules/rule";
import type { Case } from "@/server/policy/scope";
import { localTime, nextChangeAfter, offsetAt } from "@/server/policy/wall-clock";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

type Cap = Pick<Extract<Rule, { kind: "cap" }>, "id" | "code" | "max" | "days" | "counts" | "countedChannels">;

/** Reasons, and the instant at which the last of the full caps has a free slot. */
export function evaluateFrequency(
  subject: Case,
  rules: readonly Rule[],
): { reasons: Reason[]; freesAt: number | null } {
  const reasons: Reason[] = [];
  let freesAt: number | null = null;
  const note = (reason: Reason, at: number) => {
    reasons.push(reason);
    freesAt = Math.max(freesAt ?? at, at);
  };
  for (const cap of capsFor(subject, rules)) {
    const full = fullUntil(subject, cap);
    if (full) {
      const facts = { max: cap.max, days: cap.days, count: full.count };
      note({ ruleId: cap.id, code: cap.code, effect: "deny", facts }, full.until);
    }
  }
  for (const rule of rules) {
    if (rule.kind !== "cooldown" || hasTimedConsent(subject)) continue;
    const until = cooledAt(subject, rule.days);
    if (until !== null) note({ ruleId: rule.id, code: rule.code, effect: "defer", facts: { days: rule.days } }, until);
  }
  const gap = subject.input.housePolicy.minGapHours ?? 0;
  if (gap > 0 && subject.input.purpose === "reminder") {
    const until = gapEnds(subject, gap * hourMs);
    if (until !== null)
      note({ ruleId: "HOUSE-GAP", code: "FREQ_POLICY", effect: "deny", facts: { gapHours: gap } }, until);
  }
  return { reasons, freesAt };
}

function capsFor(subject: Case, rules: readonly Rule[]): Cap[] {
  const { input } = subject;
  const caps: Cap[] = [];
  for (const rule of rules) {
    if (rule.kind !== "cap") continue;
    if (rule.code === "FREQ_7_IN_7" && hasTimedConsent(subject)) continue;
    caps.push(rule);
  }
  // What the debtor asked for, and what answers them, is no chasing.
  if (input.purpose !== "reminder") return caps;
  const { maxCallsPer7Days, maxContactsPer7Days } = input.housePolicy;
  const house = { code: "FREQ_POLICY", days: 7, counts: "attempts" } as const;
  if (maxCallsPer7Days !== undefined && input.channel === "voice") {
    caps.push({ ...house, id: "HOUSE-CALLS", max: maxCallsPer7Days, countedChannels: ["voice"] });
  }
  if (maxContactsPer7Days !== undefined) {
    caps.push({ ...house, id: "HOUSE-CONTACTS", max: maxContactsPer7Days, countedChannels: ["email", "sms", "voice"] });
  }
  return caps;
}

/** How many count against the cap today and when the next slot frees; null while there is room. */
function fullUntil(subject: Case, cap: Cap): { count: number; until: number } | null {
  const { input, candidates } = subject;
  const relevant = input.history.filter((contact) => counts(contact, cap));
  if (relevant.length < cap.max) return null;
  const ofDebtor = relevant.filter((contact) => contact.debtorId === input.debtor.id);
  const ofAddress = relevant.filter((contact) => contact.address === input.address);
  let full: { count: number; until: number } | null = null;
  for (const contacts of [ofDebtor, ofAddress]) {
    if (contacts.length < cap.max) continue;
    for (const zone of candidates.zones.length > 0 ? candidates.zones : ["UTC"]) {
      const today = localTime(zone, subject.at).day;
      // Slots reserved ahead count too: with them the window is already spoken for.
      const days = contacts
        .map((contact) => localTime(zone, contact.at.getTime()).day)
        .filter((day) => day > today - cap.days)
        .sort((a, b) => b - a);
      if (days.length < cap.max) continue;
      const freeing = cap.max > 0 ? (days[cap.max - 1] ?? today) : today + cap.days;
      const until = startOfDay(zone, freeing + cap.days);
      if (!full || until > full.until) full = { count: days.length, until };
    }
  }
  return full;
}

function counts(contact: PastContact, cap: Cap): boolean {
  if (contact.direction === "inbound" || !cap.countedChannels.includes(contact.channel)) return false;
  if (contact.purpose === "opt_out_confirmation") return false;
  if (cap.counts === "connected") return contact.connected !== false;
  if (cap.counts === "made") return contact.contactMade ?? contact.connected !== false;
  return true;
}

/** The day of the conversation is day 1; the day after the last one is free. */
function cooledAt(subject: Case, days: number): number | null {
  let until: number | null = null;
  for (const contact of subject.input.history) {
    if (!contact.conversation || contact.debtorId !== subject.input.debtor.id) continue;
    for (const zone of subject.candidates.zones) {
      const end = startOfDay(zone, localTime(zone, contact.at.getTime()).day + days);
      if (end > subject.at && (until === null || end > until)) until = end;
    }
  }
  return until;
}

/** Past and reserved contacts must both be that far away. */
function gapEnds(subject: Case, gapMs: number): number | null {
  const times = subject.input.history
    .filter((contact) => contact.direction !== "inbound" && contact.purpose !== "opt_out_confirmation")
    .map((contact) => contact.at.getTime())
    .sort((a, b) => a - b);
  let at = subject.at;
  for (const time of times) if (Math.abs(time - at) < gapMs) at = time + gapMs;
  return at === subject.at ? null : at;
}

function hasTimedConsent({ input, at }: Case): boolean {
  return input.consents.some(
    (consent) =>
      consent.kind === "timed" &&
      consent.channel === input.channel &&
      consent.address === input.address &&
      consent.grantedAt.getTime() <= at &&
      at < (consent.expiresAt?.getTime() ?? consent.grantedAt.getTime() + 7 * dayMs),
  );
}

/** The first instant of a local day. */
function startOfDay(zone: string, day: number): number {
  const guess = day * dayMs - offsetAt(zone, day * dayMs);
  const start = day * dayMs - offsetAt(zone, guess);
  if (localTime(zone, start).day >= day) return start;
  // Midnight does not exist on that day: it begins where the clocks jump.
  return nextChangeAfter(zone, start) ?? start;
}

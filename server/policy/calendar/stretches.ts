// When a contact is allowed over the next days: the instants at which any rule can change its mind are few and known, so
// the policy is asked there and nowhere between. Pure.
import type { Decision, PolicyInput } from "@/server/policy/contract";
import { decide } from "@/server/policy/decide";
import { hoursOf } from "@/server/policy/evaluate/hours";
import { currentPack, type RulePack } from "@/server/policy/rules/pack";
import type { Rule } from "@/server/policy/rules/rule";
import { rulesInScope } from "@/server/policy/scope";
import { type Subject, subjectOf } from "@/server/policy/subject";
import { dayMs, type ZoneClock } from "@/server/policy/wall-clock";

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** From `from` (inclusive) to `until` the answer is one and the same. */
export type Stretch = {
  from: number;
  until: number;
  verdict: Decision["verdict"];
  code: string | null;
  /** All that denies or defers, in their order of precedence. */
  codes: readonly string[];
};

/** What would be decided about one contact at every instant of [from, until), if none were made before it. */
export function stretchesOf(
  input: PolicyInput,
  span: { from: number; until: number },
  pack: RulePack = currentPack,
): Stretch[] {
  const stretches: Stretch[] = [];
  const turns = [...turningPoints(input, span, pack)].sort((a, b) => a - b);
  for (const [index, from] of turns.entries()) {
    const until = turns[index + 1] ?? span.until;
    const { verdict, code, reasons } = decide({ ...input, at: new Date(from) }, pack);
    const codes = [...new Set(reasons.filter(({ effect }) => effect !== "oblige").map((reason) => reason.code))];
    const last = stretches.at(-1);
    if (last && last.verdict === verdict && last.code === code && last.codes.join() === codes.join())
      last.until = until;
    else stretches.push({ from, until, verdict, code, codes });
  }
  return stretches;
}

/** Every instant in the span at which the answer may change, its beginning included. */
function turningPoints(input: PolicyInput, span: { from: number; until: number }, pack: RulePack): Set<number> {
  const turns = new Set([span.from]);
  const add = (at: number) => {
    if (at > span.from && at < span.until) turns.add(at);
  };
  try {
    const subject = subjectOf({ ...input, at: new Date(span.from) }, pack);
    const rules = rulesInScope(pack, subject);
    const edges = new Set<number>([0]);
    for (const dated of rules) {
      for (const day of hoursOf(dated, subject)?.week ?? []) for (const each of day) edges.add(each[0]).add(each[1]);
    }
    for (const clock of subject.clocks) addWallClock(clock, edges, span, add);
    for (const { rule } of rules) addTerms(rule, subject, add);
    addDates(input, add);
  } catch {
    // The policy cannot read the case and denies it at every instant alike.
  }
  return turns;
}

/** Midnights, where holidays and counted days begin; the openings and closings; and where the clocks are changed. */
function addWallClock(
  clock: ZoneClock,
  edges: ReadonlySet<number>,
  { from, until }: { from: number; until: number },
  add: (at: number) => void,
) {
  const changes: number[] = [];
  let change = clock.nextChangeAfter(from);
  while (change !== undefined && change < until) {
    changes.push(change);
    add(change);
    change = clock.nextChangeAfter(change);
  }
  const offsets = new Set([from, ...changes].map((at) => clock.offsetAt(at)));
  for (let day = clock.dayAt(from); clock.startOfDay(day) < until; day += 1) {
    add(clock.startOfDay(day));
    for (const edge of edges) for (const offset of offsets) add(day * dayMs + edge * minuteMs - offset);
  }
}

/** What a rule counts from an instant, and not by the calendar. An end that still belongs to the term turns just after it. */
function addTerms(rule: Rule, { input, contacts }: Subject, add: (at: number) => void) {
  const { debtor, registry, contact, history } = input;
  switch (rule.kind) {
    case "house_gap": {
      const gapMs = (input.housePolicy?.minGapHours ?? 0) * hourMs;
      for (const { at } of contacts) {
        add(at + gapMs);
        add(at - gapMs + 1);
      }
      return;
    }
    case "registry":
      if (registry?.checkedAt) add(registry.checkedAt.getTime() + rule.params.maxAgeDays * dayMs + 1);
      return;
    case "validation":
      if (debtor.firstContactAt) add(debtor.firstContactAt.getTime() + rule.params.days * dayMs + 1);
      return;
    case "number_age":
      if (contact.addressVerifiedAt) add(contact.addressVerifiedAt.getTime() + rule.params.days * dayMs + 1);
      for (const { at } of history) add(at.getTime() + rule.params.days * dayMs + 1);
      return;
    case "confirmation":
      for (const { at } of input.optOuts) add(at.getTime() + rule.params.minutes * minuteMs + 1);
      return;
    case "preference":
      for (const { at } of history) add(at.getTime() + dayMs);
      return;
    default:
      return;
  }
}

/** What begins and ends at an instant of its own. */
function addDates({ consents, optOuts, history, debtor, registry }: PolicyInput, add: (at: number) => void) {
  for (const { at, expiresAt } of consents) {
    add(at.getTime());
    add(at.getTime() + 7 * dayMs);
    if (expiresAt) add(expiresAt.getTime());
  }
  for (const { at } of [...optOuts, ...history]) {
    add(at.getTime());
    add(at.getTime() + 1);
  }
  for (const at of [debtor.firstContactAt, debtor.validationNoticeSentAt, registry?.checkedAt]) {
    if (!at) continue;
    add(at.getTime());
    add(at.getTime() + 1);
  }
}

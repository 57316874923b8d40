// Which rules bind a case. Pure.
import { isIntact, type RulePack } from "@/server/policy/rules/pack";
import type { Rule, Scope } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";
import { dayNumber } from "@/server/policy/wall-clock";

export type DatedRule = { rule: Rule; fromDay: number; toDay: number };

type Compiled = { rules: readonly DatedRule[]; byKey: Map<string, readonly DatedRule[]> };

const compiled = new WeakMap<RulePack, Compiled | "broken">();

/** The rules in scope, in force or not. Throws where the pack is not what its version says. */
export function rulesInScope(pack: RulePack, subject: Subject): readonly DatedRule[] {
  let known = compiled.get(pack);
  if (!known) {
    known = isIntact(pack) ? compile(pack) : "broken";
    compiled.set(pack, known);
  }
  if (known === "broken") throw new Error(`The rule pack ${pack.version} was changed.`);
  const key = keyOf(subject);
  let rules = known.byKey.get(key);
  if (!rules) {
    rules = known.rules.filter(({ rule }) => isInScope(rule, subject));
    if (known.byKey.size > 10_000) known.byKey.clear();
    known.byKey.set(key, rules);
  }
  return rules;
}

/** Dates switch at local midnight in the candidate zone where it comes first. */
export function isInForce({ fromDay, toDay }: DatedRule, subject: Subject): boolean {
  return fromDay <= subject.today && subject.today < toDay;
}

function compile(pack: RulePack): Compiled {
  const rules = pack.rules.map((rule) => ({
    rule,
    fromDay: dayNumber(rule.effectiveFrom),
    toDay: rule.effectiveTo ? dayNumber(rule.effectiveTo) : Number.POSITIVE_INFINITY,
  }));
  return { rules, byKey: new Map() };
}

/** Everything that a scope asks. */
function keyOf({ input, places, scopePurpose }: Subject): string {
  const { collector, debtor, debt, contact, housePolicy } = input;
  let key = `${contact.channel}|${scopePurpose}|${collector.role}|${debtor.kind}|${debt.purpose}|${contact.lineType}|${contact.place}|`;
  key += `${contact.ai ? 1 : 0}${contact.recording ? 1 : 0}${collector.licensedAgency ? 1 : 0}${collector.regulatedLender ? 1 : 0}${collector.inNewYorkCity ? 1 : 0}${debt.regulatedCredit ? 1 : 0}`;
  for (const place of places) key += `|${place}`;
  if (housePolicy?.adopted) key += `|${housePolicy.adopted.join()}`;
  return key;
}

function isInScope(rule: Rule, subject: Subject): boolean {
  if (rule.optional && !subject.input.housePolicy?.adopted?.includes(rule.id)) return false;
  if (rule.except?.some((scope) => fits(scope, subject))) return false;
  return fits(rule.scope, subject);
}

function fits(scope: Scope, { input, places, scopePurpose }: Subject): boolean {
  const { collector, debtor, debt, contact } = input;
  const isAtWork = contact.place === "work";
  return (
    (!scope.places || scope.places.some((place) => places.has(place))) &&
    (!scope.roles || scope.roles.includes(collector.role)) &&
    (!scope.licensedAgency || collector.licensedAgency === true) &&
    (!scope.regulatedLender || collector.regulatedLender === true) &&
    (!scope.inNewYorkCity || collector.inNewYorkCity === true) &&
    (!scope.debtorKinds || scope.debtorKinds.includes(debtor.kind)) &&
    (!scope.debtPurpose || scope.debtPurpose === debt.purpose) &&
    (!scope.regulatedCredit || debt.regulatedCredit === true) &&
    (!scope.channels || scope.channels.includes(contact.channel)) &&
    (!scope.contactPlace || (scope.contactPlace === "work") === isAtWork) &&
    (!scope.lineTypes || scope.lineTypes.includes(contact.lineType ?? "unknown")) &&
    (!scope.ai || contact.ai === true) &&
    (!scope.recording || contact.recording === true) &&
    (!scope.promotional || scopePurpose === "promotional") &&
    (!scope.purposes || scope.purposes.includes(scopePurpose)) &&
    !scope.exceptPurposes?.includes(scopePurpose)
  );
}

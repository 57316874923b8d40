// Which rules of keeping bind, what they come to, and until which day something is kept. Pure but for the pack.
import { Temporal } from "temporal-polyfill";
import { currentPack } from "@/server/policy/rules/pack";
import type { DataKind, OwnKind, RetentionPeriods, RetentionSource } from "@/server/retention/contract";
import { currentRetention, type RetentionPack } from "@/server/retention/rules/pack";
import type { RetentionRule } from "@/server/retention/rules/rule";

/** Whose data it is, and who keeps it. */
export type Keeping = {
  workspaceCountry: string;
  role: "first_party" | "third_party";
  debtorCountry: string;
  debtorKind: "company" | "sole_trader" | "consumer";
  /** The day it is: a rule binds from its first day on. */
  today: string;
};

/** What holds where a workspace says nothing, and how far it may go where no rule sets a limit, in days. */
export const defaults: Record<OwnKind, { days: number; min: number; max: number; from: RetentionRule["from"] }> = {
  people: { days: 3_653, min: 1, max: 3_653, from: "last_activity" },
  contact_records: { days: 2_192, min: 30, max: 3_653, from: "last_activity" },
  recordings: { days: 366, min: 1, max: 3_653, from: "made" },
  permissions: { days: 1_827, min: 30, max: 3_653, from: "ended" },
  notes: { days: 2_192, min: 30, max: 3_653, from: "last_activity" },
  requests: { days: 1_096, min: 30, max: 3_653, from: "ended" },
  tasks: { days: 1_096, min: 30, max: 3_653, from: "ended" },
  pay_links: { days: 366, min: 30, max: 3_653, from: "ended" },
  sandbox: { days: 184, min: 1, max: 366, from: "made" },
};

/** The rules of a kind that bind, the longest first. */
export function bindingRules(kind: DataKind, of: Keeping, pack: RetentionPack = currentRetention): RetentionRule[] {
  return pack.rules
    .filter((rule) => rule.data === kind && binds(rule, of))
    .sort((a, b) => daysOf(b.for) - daysOf(a.for));
}

function binds(rule: RetentionRule, of: Keeping): boolean {
  const country = rule.placeOf === "workspace" ? of.workspaceCountry : of.debtorCountry;
  return (
    rule.effectiveFrom <= of.today &&
    (!rule.places || rule.places.some((place) => isIn(country, place))) &&
    (!rule.roles || rule.roles.includes(of.role)) &&
    (!rule.debtorKinds || rule.debtorKinds.includes(of.debtorKind))
  );
}

function isIn(country: string, place: string): boolean {
  return place === "EU" ? currentPack.europeanUnion.includes(country) : place === country;
}

/** Days a period has at most. */
export function daysOf(period: RetentionRule["for"]): number {
  if ("days" in period) return period.days;
  const years = "years" in period ? period.years : period.months / 12;
  return Math.ceil(years * 365.25);
}

/** The least and the most that a workspace may keep something; where rules contradict each other, keeping wins. */
export function limitsOf(kind: OwnKind, of: Keeping): { min: number; max: number } {
  const rules = bindingRules(kind, of);
  const own = defaults[kind];
  const min = Math.max(own.min, ...rules.filter(({ asks }) => asks === "keep").map((rule) => daysOf(rule.for)));
  const most = Math.min(own.max, ...rules.filter(({ asks }) => asks === "drop").map((rule) => daysOf(rule.for)));
  return { min, max: Math.max(min, most) };
}

/** How long a kind of data is kept of such a debtor: the workspace's own period, brought within the limits. */
export function effectiveDays(kind: OwnKind, of: Keeping, own: RetentionPeriods): number {
  const { min, max } = limitsOf(kind, of);
  return Math.min(max, Math.max(min, own[kind] ?? defaults[kind].days));
}

export type Dates = { made: string; ended: string; lastActivity: string };

/** The last day on which something must be kept of somebody, and the rules that say so; null where none does. */
export function keptUntil(kind: DataKind, of: Keeping, dates: Dates): { until: string; rules: string[] } | null {
  const rules = bindingRules(kind, of).filter(({ asks }) => asks === "keep");
  if (rules.length === 0) return null;
  // A rule of the place is more exact than one of everywhere.
  const local = rules.filter(({ places }) => places);
  const binding = kind === "claims" && local.length > 0 ? local : rules;
  const until =
    binding
      .map((rule) => lastDay(rule, dates))
      .sort()
      .at(-1) ?? dates.made;
  return { until, rules: binding.map(({ id }) => id) };
}

function lastDay(rule: RetentionRule, dates: Dates): string {
  const start = Temporal.PlainDate.from(
    rule.from === "made" || rule.from === "year_end"
      ? dates.made
      : rule.from === "ended"
        ? dates.ended
        : dates.lastActivity,
  );
  const from = rule.from === "year_end" ? start.with({ month: 12, day: 31 }) : start;
  return from.add(rule.for).toString();
}

/** Rules as a reader sees them. */
export function sourceOf(rule: RetentionRule): RetentionSource {
  const { id, asks, places = [], basis, citation, url, verified } = rule;
  return { id, asks, days: daysOf(rule.for), places: [...places], basis, citation, url, verified };
}

export function ruleById(id: string): RetentionRule | undefined {
  return currentRetention.rules.find((rule) => rule.id === id);
}

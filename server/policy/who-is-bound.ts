// Which rules bind a workspace, and because of whom. Pure.
import type { Channel, PolicyInput } from "@/server/policy/contract";
import type { RulePack } from "@/server/policy/rules/pack";
import type { Rule, Scope } from "@/server/policy/rules/rule";
import { placesOf } from "@/server/policy/zones";

/** Debtors who are alike in all that a rule may ask of one, before anything is written to them. */
export type DebtorGroup = {
  kind: PolicyInput["debtor"]["kind"];
  country: string;
  region: string | null;
  postalCode: string | null;
  inNewYorkCity: boolean;
  debtors: number;
  withEmail: number;
  /** The first digits of their numbers: a number's place binds as the address' does. */
  numbers: { prefix: string; debtors: number }[];
};

export type House = {
  collector: PolicyInput["collector"];
  /** Ids of the optional rules that were adopted. */
  adopted: readonly string[];
  refusedChannels: readonly Channel[];
};

export type Bound = {
  debtors: number;
  channels: Channel[];
  /** The debtors by the place that brought the rule, most first. */
  places: { place: string; debtors: number }[];
};
export type NotBound = "adopted" | "place" | "role" | "kind" | "channel" | "other";

/** One place and kind of debtor, reached by e-mail or at one kind of number. */
type Reach = { kind: DebtorGroup["kind"]; places: ReadonlySet<string>; home: string; city: boolean; channel: Channel };
type Counted = { reach: Reach; group: number; debtors: number };

/** Each rule with whom it binds here, or with the first thing that keeps it from binding anybody. */
export function whoIsBound(
  groups: readonly DebtorGroup[],
  house: House,
  pack: RulePack,
): Map<Rule, Bound | { notHere: NotBound }> {
  const all = groups.flatMap((group, index) => reachesOf(group, index, house, pack));
  return new Map(pack.rules.map((rule) => [rule, boundBy(rule, all, house)]));
}

function boundBy(rule: Rule, all: readonly Counted[], house: House): Bound | { notHere: NotBound } {
  if (rule.optional && !house.adopted.includes(rule.id)) return { notHere: "adopted" };
  const { scope } = rule;
  const bound = all.filter(({ reach }) => fits(scope, reach, house) && !isExcepted(rule, reach, house));
  if (bound.length === 0) return { notHere: whyNot(scope, all, house) };
  // Of one group as many as the widest of its reaches has: a debtor with two numbers is one debtor.
  const most = new Map<number, { place: string; debtors: number }>();
  for (const { reach, group, debtors } of bound) {
    const place = scope.places?.find((each) => reach.places.has(each)) ?? reach.home;
    if ((most.get(group)?.debtors ?? 0) < debtors) most.set(group, { place, debtors });
  }
  const places = new Map<string, number>();
  for (const { place, debtors } of most.values()) places.set(place, (places.get(place) ?? 0) + debtors);
  const channels = new Set(bound.map(({ reach }) => reach.channel));
  return {
    debtors: [...most.values()].reduce((sum, { debtors }) => sum + debtors, 0),
    channels: (["email", "sms", "voice"] as const).filter((channel) => channels.has(channel)),
    places: [...places].map(([place, debtors]) => ({ place, debtors })).sort((a, b) => b.debtors - a.debtors),
  };
}

function reachesOf(group: DebtorGroup, index: number, house: House, pack: RulePack): Counted[] {
  const { kind, inNewYorkCity: city, country, region, postalCode } = group;
  const where = { country, region: region ?? undefined, postalCode: postalCode ?? undefined };
  const reach = (channel: Channel, number: string, debtors: number): Counted[] => {
    if (house.refusedChannels.includes(channel) || debtors === 0) return [];
    const { countries, regions } = placesOf(where, number);
    const places = new Set([...countries, ...regions]);
    if (pack.europeanUnion.some((each) => countries.has(each))) places.add("EU");
    return [{ reach: { kind, places, home: country, city, channel }, group: index, debtors }];
  };
  return [
    ...reach("email", "", group.withEmail),
    ...group.numbers.flatMap(({ prefix, debtors }) =>
      // Whose number it is depends on its first digits alone.
      (["sms", "voice"] as const).flatMap((channel) => reach(channel, prefix.padEnd(12, "0"), debtors)),
    ),
  ];
}

type Part = "place" | "role" | "kind" | "channel" | "other";

/** What of a scope is known before a message is written: the rest are conditions of the single contact. */
const parts: Record<Part, (scope: Scope, reach: Reach, house: House) => boolean> = {
  place: ({ places, inNewYorkCity }, reach, { collector }) =>
    (!places || places.some((place) => reach.places.has(place))) &&
    (!inNewYorkCity || reach.city || collector.inNewYorkCity === true),
  role: ({ roles, licensedAgency, inNewYorkCity }, _, { collector }) =>
    (!roles || roles.includes(collector.role)) &&
    (!(licensedAgency || inNewYorkCity) || collector.role !== "first_party") &&
    (!licensedAgency || collector.licensedAgency !== false),
  kind: ({ debtorKinds, debtPurpose }, { kind }) =>
    (!debtorKinds || debtorKinds.includes(kind)) &&
    (!debtPurpose || debtPurpose === (kind === "consumer" ? "personal" : "commercial")),
  channel: ({ channels }, { channel }) => !channels || channels.includes(channel),
  other: ({ regulatedLender, regulatedCredit }, _, { collector }) =>
    !(regulatedLender || regulatedCredit) || collector.regulatedLender === true,
};
const order = Object.keys(parts) as Part[];

const fits = (scope: Scope, reach: Reach, house: House) => order.every((part) => parts[part](scope, reach, house));

/** Another rule says it there, whatever the message is. */
function isExcepted({ except }: Rule, reach: Reach, house: House): boolean {
  return except?.some((scope) => isCertain(scope) && fits(scope, reach, house)) ?? false;
}

const isCertain = ({ ai, recording, promotional, purposes, exceptPurposes, lineTypes, contactPlace }: Scope) =>
  !(ai || recording || promotional || purposes || exceptPurposes || lineTypes || contactPlace);

/** The first part of the scope after which nobody is left. */
function whyNot(scope: Scope, all: readonly Counted[], house: House): NotBound {
  let left = all;
  for (const part of order) {
    left = left.filter(({ reach }) => parts[part](scope, reach, house));
    if (left.length === 0) return part;
  }
  return "other";
}

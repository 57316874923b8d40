// One case, read once for all rules: where the debtor may be, what day it is there, and whose contacts count. Pure.
import type { PastContact, PolicyInput, Purpose } from "@/server/policy/contract";
import type { RulePack } from "@/server/policy/rules/pack";
import { regionCode } from "@/server/policy/rules/region-zones";
import { clockOf, type ZoneClock } from "@/server/policy/wall-clock";
import { type CandidateZones, candidateZones, placeOfNumber, placesOf } from "@/server/policy/zones";

export type Subject = {
  input: PolicyInput;
  at: number;
  candidates: CandidateZones;
  /** The clocks of the candidate zones; without any, those of both ends of the earth, for counting days. */
  clocks: readonly ZoneClock[];
  /** The local day in the candidate zone where it comes first. */
  today: number;
  /** "US", "US-FL", "EU" …; the address' and the number's. */
  places: ReadonlySet<string>;
  countries: ReadonlySet<string>;
  /** In the United States, and nobody can tell in which state. */
  stateUnknown: boolean;
  /** Where the caller is, as "US-CA". */
  collectorPlace: string | null;
  /** A message with a promotion in it is promotional, whatever it calls itself. */
  purpose: Purpose;
  /** The history, read once for all rules that count. */
  contacts: readonly Contact[];
  /** What the scopes of rules see: a confirmation that confirms nothing is an ordinary message. */
  scopePurpose: Purpose;
};

/** One earlier contact, and whose it is. */
export type Contact = {
  event: PastContact;
  at: number;
  /** With this debtor; one that names no debtor is this one's. */
  isOwn: boolean;
  /** At the address of the contact that is decided. */
  isHere: boolean;
  isOfDebt: boolean;
  /** Inbound, never rang, or the confirmation of an opt-out: no cap counts it. */
  neverCounts: boolean;
};

type Whereabouts = Pick<Subject, "candidates" | "clocks" | "places" | "countries" | "stateUnknown" | "collectorPlace">;

const bothEnds = ["Etc/GMT+12", "Etc/GMT-14"];
const remembered = new WeakMap<RulePack, Map<string, Whereabouts>>();

/** Throws RangeError for a zone that does not exist. */
export function subjectOf(input: PolicyInput, pack: RulePack): Subject {
  const at = input.at.getTime();
  if (Number.isNaN(at)) throw new RangeError("The instant of the contact is none.");
  const where = whereabouts(input, pack);
  let today = Number.NEGATIVE_INFINITY;
  for (const clock of where.clocks) today = Math.max(today, clock.dayAt(at));
  const { message } = input;
  const purpose = message.hasPromotion ? "promotional" : message.purpose;
  const scopePurpose = purpose === "opt_out_confirmation" && !hasOptOut(input) ? "service" : purpose;
  return { input, at, today, purpose, scopePurpose, contacts: contactsOf(input), ...where };
}

function contactsOf(input: PolicyInput): Contact[] {
  const owners = ownersOf(input);
  const { address } = input.contact;
  const { accountId } = input.debt;
  return input.history.map((event) => ({
    event,
    at: event.at.getTime(),
    isOwn: event.debtorId === undefined || owners.has(event.debtorId),
    isHere: event.address === address,
    isOfDebt: event.accountId === accountId,
    neverCounts:
      event.direction === "inbound" ||
      event.connected === false ||
      event.outcome === "busy" ||
      event.outcome === "failed" ||
      event.outcome === "invalid" ||
      event.outcome === "opt_out_confirmation" ||
      event.purpose === "opt_out_confirmation",
  }));
}

/** The ids under which this debtor stands in the history; empty when nobody said. */
function ownersOf({ debtor, history, debt }: PolicyInput): ReadonlySet<string> {
  if (debtor.id !== undefined) return new Set([debtor.id]);
  const owners = new Set<string>();
  for (const event of history) {
    if (event.debtorId !== undefined && event.accountId === debt.accountId) owners.add(event.debtorId);
  }
  return owners;
}

function hasOptOut({ optOuts, contact }: PolicyInput): boolean {
  return optOuts.some((optOut) => optOut.channel === contact.channel && optOut.address === contact.address);
}

/** Of the same address and number always the same, so it is found once. */
function whereabouts(input: PolicyInput, pack: RulePack): Whereabouts {
  const { debtor, contact, collector } = input;
  const { address } = debtor;
  // An e-mail address says nothing; of a number only its first digits do.
  const number = contact.address.startsWith("+") ? contact.address.slice(0, 8) : "";
  const key = `${address?.country}|${address?.region}|${address?.postalCode}|${address?.city}|${debtor.addressVerified}|${debtor.statedTimeZone}|${number}|${collector.region}`;
  let cache = remembered.get(pack);
  if (!cache) {
    cache = new Map();
    remembered.set(pack, cache);
  }
  let found = cache.get(key);
  if (!found) {
    found = findWhereabouts(input, pack);
    if (cache.size > 20_000) cache.clear();
    cache.set(key, found);
  }
  return found;
}

function findWhereabouts(input: PolicyInput, pack: RulePack): Whereabouts {
  const { debtor, contact, collector } = input;
  const { address } = debtor;
  const candidates = candidateZones(
    {
      country: address?.country ?? null,
      region: address?.region ?? null,
      postalCode: address?.postalCode ?? null,
      city: address?.city ?? null,
      addressVerified: debtor.addressVerified ?? false,
      statedTimeZone: debtor.statedTimeZone ?? null,
    },
    contact.address,
  );
  const { countries, regions } = placesOf(address, contact.address);
  const places = new Set([...countries, ...regions]);
  if (pack.europeanUnion.some((country) => countries.has(country))) places.add("EU");
  const numberKnown = (placeOfNumber(contact.address)?.zones.length ?? 0) > 0;
  const region = regionCode("US", collector.region ?? null);
  return {
    candidates,
    clocks: (candidates.zones.length > 0 ? candidates.zones : bothEnds).map(clockOf),
    places,
    countries,
    stateUnknown: countries.has("US") && !numberKnown && ![...regions].some((each) => each.startsWith("US-")),
    collectorPlace: region ? `US-${region}` : null,
  };
}

// A seeded generator of freight receivables: the same seed and day give the same debtors, invoices and payments. Pure.
import { type Country, countries, type Place } from "@/server/demo/places";
import { addDays } from "@/server/time/calendar";

export type DemoInvoice = {
  number: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  amountMinor: number;
  /** Money that came, in whole or in part, and when. */
  payments: { on: string; amountMinor: number }[];
  disputed: string | null;
  loadNumber: string;
  bolNumber: string;
  laneOrigin: string;
  laneDestination: string;
  mode: "FTL" | "LTL" | "drayage" | "ocean" | "air";
  hasPod: boolean;
  shortPayMinor: number | null;
  accessorialMinor: number | null;
};

export type DemoDebtor = {
  externalId: string;
  name: string;
  kind: "company" | "sole_trader" | "consumer";
  country: string;
  region: string | null;
  city: string;
  postalCode: string;
  street: string;
  addressVerified: boolean;
  language: string;
  tags: string[];
  contacts: { name: string; jobTitle: string | null; email: string; phone: string | null }[];
  invoices: DemoInvoice[];
};

/** Uniform in [0, 1). */
export type Fraction = () => number;

const firstNames = [
  "Priya",
  "Marcus",
  "Elena",
  "Tom",
  "Aisha",
  "Jonas",
  "Claire",
  "Ravi",
  "Sofia",
  "Daniel",
  "Meera",
  "Luke",
];
const lastNames = [
  "Novak",
  "Sharma",
  "Okafor",
  "Miller",
  "Dubois",
  "Keller",
  "Singh",
  "Garcia",
  "Chen",
  "Walsh",
  "Iyer",
  "Brandt",
];
const trades = [
  "Produce",
  "Steel",
  "Furniture",
  "Paper",
  "Beverage",
  "Textile",
  "Auto Parts",
  "Timber",
  "Chemical",
  "Electronics",
  "Grain",
  "Packaging",
];
const places = [
  "Lakeside",
  "Harbor",
  "Summit",
  "Prairie",
  "Northgate",
  "Riverbend",
  "Pioneer",
  "Keystone",
  "Coastal",
  "Redwood",
  "Union",
  "Sterling",
];
const jobs = ["Accounts payable", "AP manager", "Controller", "Freight payables"];
const streets = ["Dock Street", "Warehouse Road", "Terminal Avenue", "Quay Lane", "Industrial Park Drive"];
const disputes = [
  "Rate differs from the confirmation",
  "Detention not approved",
  "Shortage on delivery",
  "No proof of delivery received",
];

/** `today` is "YYYY-MM-DD": every date is placed before or after it. */
export function generateFreight(options: { debtors: number; today: string; chance: Fraction }): DemoDebtor[] {
  return Array.from({ length: options.debtors }, (_, index) => makeDebtor(index, options.today, options.chance));
}

function makeDebtor(index: number, today: string, chance: Fraction): DemoDebtor {
  const country = weightedCountry(chance);
  const place = pick(country.places, chance);
  const roll = chance();
  const kind = roll < 0.84 ? "company" : roll < 0.92 ? "sole_trader" : "consumer";
  const person = `${pick(firstNames, chance)} ${pick(lastNames, chance)}`;
  const name =
    kind === "company"
      ? `${pick(places, chance)} ${pick(trades, chance)} ${pick(country.companySuffixes, chance)}`
      : kind === "sole_trader"
        ? `${person} Haulage`
        : person;
  const externalId = `C-${String(1001 + index)}`;
  const domain = `${slug(name)}-${index}.example.com`;
  const payer = chance();
  return {
    externalId,
    name,
    kind,
    country: country.code,
    region: place.region,
    city: place.city,
    postalCode: place.postalCode,
    street: `${1 + Math.floor(chance() * 900)} ${pick(streets, chance)}`,
    addressVerified: chance() < 0.9,
    language: country.language,
    tags: payer > 0.85 ? ["key account"] : payer < 0.2 ? ["slow payer"] : [],
    contacts: [
      {
        name: person,
        jobTitle: kind === "company" ? pick(jobs, chance) : null,
        email: `${kind === "company" ? "ap" : slug(person)}@${domain}`,
        phone: country.phone?.(place, index) ?? null,
      },
    ],
    invoices: Array.from({ length: 3 + Math.floor(chance() * 14) }, (_, nth) =>
      makeInvoice({ index, nth, country, place, payer, today, chance }),
    ),
  };
}

function makeInvoice(given: {
  index: number;
  nth: number;
  country: Country;
  place: Place;
  payer: number;
  today: string;
  chance: Fraction;
}): DemoInvoice {
  const { index, nth, country, place, payer, today, chance } = given;
  const issuedOn = addDays(today, -Math.floor(chance() * 150));
  const dueOn = addDays(issuedOn, pick([15, 30, 30, 30, 45], chance));
  const amountMinor = (20_000 + Math.floor(chance() ** 2 * 900_000)) * (country.currency === "INR" ? 60 : 1);
  const daysLate = Math.round((1 - payer) * 45 * chance() - 5);
  const paidOn = addDays(dueOn, daysLate);
  const pays = paidOn < today && chance() < 0.55 + payer * 0.4;
  const shortPay = pays && chance() < 0.08 ? Math.round(amountMinor * 0.1) : null;
  const serial = index * 40 + nth;
  return {
    number: `00${48_000 + serial}`,
    issuedOn,
    dueOn,
    currency: country.currency,
    amountMinor,
    payments: pays ? [{ on: laterDay(issuedOn, paidOn), amountMinor: amountMinor - (shortPay ?? 0) }] : [],
    disputed: !pays && chance() < 0.06 ? pick(disputes, chance) : null,
    loadNumber: `L${700_000 + serial}`,
    bolNumber: `BOL${3_100_000 + serial}`,
    laneOrigin: place.city,
    laneDestination: pick(country.places, chance).city,
    mode: pick(["FTL", "FTL", "LTL", "LTL", "drayage", "ocean", "air"] as const, chance),
    hasPod: chance() < 0.88,
    shortPayMinor: shortPay,
    accessorialMinor: chance() < 0.2 ? 5_000 + Math.floor(chance() * 30_000) : null,
  };
}

function weightedCountry(chance: Fraction): Country {
  const [us] = countries;
  return us && chance() < 0.5 ? us : pick(countries, chance);
}

function pick<T>(from: readonly T[], chance: Fraction): T {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined) throw new RangeError("nothing to pick from");
  return one;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Days as text sort by time. */
function laterDay(a: string, b: string): string {
  return [a, b].sort()[1] ?? a;
}

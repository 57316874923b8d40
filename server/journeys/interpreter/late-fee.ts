// What may be charged on late invoices, line by line: simple interest for whole days and a fixed sum once an invoice.
// Statutory interest is owed between businesses only, and here only in the currency of its law. Pure, in whole minor units.
import type { ExecutableNode } from "@/server/journeys/graph/schema";
import type { FeeBasis } from "@/server/journeys/graph/settings";
import type { ChargeableInvoice, EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { nextHalfYear, type ReferenceBank, referenceRate } from "@/server/journeys/interpreter/reference-rates";
import { addDays, dayIn, daysBetween } from "@/server/time/calendar";

export type FeeLine = {
  invoiceId: string;
  currency: string;
  interestMinor: number;
  fixedMinor: number;
  /** First and last day that interest is charged for. */
  fromOn: string;
  toOn: string;
  days: number;
  /** Hundredths of a percent a year; of several half-years the last. */
  rateBp: number;
  basis: FeeBasis["by"];
  /** Less than what the law or the step allows would be, because of the step's cap. */
  capped: boolean;
};
export type SkippedFee = {
  invoiceId: string;
  why: "consumer" | "currency" | "rate_unknown" | "nothing_new" | "too_small" | "cap_reached";
};

type Settings = Pick<
  Extract<ExecutableNode, { kind: "late_fee" }>,
  "basis" | "referencePercent" | "capPercent" | "minMinor"
>;

/** Both: what would be charged now, and for which invoices nothing is and why. */
export function lateFees(
  settings: Settings,
  facts: Pick<EnrollmentFacts, "fees" | "debtorKind" | "zone">,
  now: Date,
): { lines: FeeLine[]; skipped: SkippedFee[] } {
  const yesterday = addDays(dayIn(facts.zone, now), -1);
  const lines: FeeLine[] = [];
  const skipped: SkippedFee[] = [];
  for (const invoice of facts.fees ?? []) {
    const result = lineOf(settings, invoice, facts.debtorKind, yesterday);
    if (typeof result === "string") skipped.push({ invoiceId: invoice.invoiceId, why: result });
    else lines.push(result);
  }
  return { lines, skipped };
}

function lineOf(
  settings: Settings,
  invoice: ChargeableInvoice,
  kind: EnrollmentFacts["debtorKind"],
  toOn: string,
): FeeLine | SkippedFee["why"] {
  const { basis } = settings;
  if (basis.by !== "own" && kind === "consumer") return "consumer";
  if (invoice.currency !== currencyOf(basis)) return "currency";
  const fromOn = addDays(invoice.chargedUntil ?? invoice.dueOn, 1);
  const interest = interestOf(settings, invoice, fromOn, toOn);
  if (!interest) return "rate_unknown";
  const fixed = invoice.fixedCharged || daysBetween(invoice.dueOn, toOn) < 1 ? 0 : fixedOf(basis, invoice.openMinor);
  if (interest.minor + fixed === 0) return "nothing_new";
  const cap = capOf(settings, invoice);
  if (cap <= 0) return "cap_reached";
  const interestMinor = Math.min(interest.minor, cap);
  const fixedMinor = Math.min(fixed, cap - interestMinor);
  if (interestMinor + fixedMinor < (settings.minMinor ?? 0)) return "too_small";
  return {
    invoiceId: invoice.invoiceId,
    currency: invoice.currency,
    interestMinor,
    fixedMinor,
    fromOn,
    toOn,
    days: Math.max(0, daysBetween(fromOn, toOn) + 1),
    rateBp: interest.rateBp,
    basis: basis.by,
    capped: interestMinor + fixedMinor < interest.minor + fixed,
  };
}

const currencyOf = (basis: FeeBasis) => (basis.by === "own" ? basis.currency : basis.by === "uk_1998" ? "GBP" : "EUR");

/** Directive 2011/7/EU art. 6; Late Payment of Commercial Debts (Interest) Act 1998 s. 5A. */
function fixedOf(basis: FeeBasis, openMinor: number): number {
  if (basis.by === "own") return basis.fixedMinor;
  if (basis.by === "eu_2011_7") return 40_00;
  if (openMinor < 1_000_00) return 40_00;
  return openMinor < 10_000_00 ? 70_00 : 100_00;
}

function capOf(settings: Settings, invoice: ChargeableInvoice): number {
  if (settings.capPercent === undefined) return Number.MAX_SAFE_INTEGER;
  const whole = (BigInt(invoice.openMinor) * BigInt(Math.round(settings.capPercent * 100))) / 10_000n;
  return Number(whole) - invoice.chargedMinor;
}

/** For the days from one to the other, both included; undefined where a rate is not known. */
function interestOf(settings: Settings, invoice: ChargeableInvoice, fromOn: string, toOn: string) {
  let [minor, rateBp] = [0n, 0];
  for (let from = fromOn; from <= toOn; from = nextHalfYear(from)) {
    const rate = rateOn(settings, invoice, from);
    if (rate === undefined) return undefined;
    const next = nextHalfYear(from);
    const to = next <= toOn ? addDays(next, -1) : toOn;
    minor += BigInt(invoice.openMinor) * BigInt(rate) * BigInt(daysBetween(from, to) + 1);
    rateBp = rate;
  }
  return { minor: Number(minor / 3_650_000n), rateBp };
}

/** The EU's rate changes with each half-year; the UK's is the one of the half-year in which the debt became late. */
function rateOn({ basis, referencePercent }: Settings, invoice: ChargeableInvoice, day: string): number | undefined {
  if (basis.by === "own") return Math.round(basis.annualPercent * 100);
  const bank: ReferenceBank = basis.by === "uk_1998" ? "boe" : "ecb";
  const known = referenceRate(bank, basis.by === "uk_1998" ? addDays(invoice.dueOn, 1) : day);
  const reference = known ?? (referencePercent === undefined ? undefined : Math.round(referencePercent * 100));
  return reference === undefined ? undefined : reference + 800;
}

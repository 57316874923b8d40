// Ageing: how long after its due day open money stands, as of any day. Pure.
import { addDays } from "@/server/time/calendar";

export const buckets = ["current", "days_1_30", "days_31_60", "days_61_90", "days_over_90"] as const;
export type Bucket = (typeof buckets)[number];

/** Days overdue at which each bucket begins and ends, both included. */
const spans: Record<Bucket, { from: number | null; to: number | null }> = {
  current: { from: null, to: 0 },
  days_1_30: { from: 1, to: 30 },
  days_31_60: { from: 31, to: 60 },
  days_61_90: { from: 61, to: 90 },
  days_over_90: { from: 91, to: null },
};

/** The bucket of an invoice due on that day: overdue from the day after. */
export function bucketOf(dueOn: string, asOf: string): Bucket {
  return bucketAsOf(asOf)(dueOn);
}

/** The same for many invoices: the calendar is asked once, days as text compare like days. */
function bucketAsOf(asOf: string): (dueOn: string) => Bucket {
  const latest = buckets.map((bucket) => ({ bucket, from: dueDaysOf(bucket, asOf).dueFrom }));
  return (dueOn) => latest.find(({ from }) => from === null || dueOn >= from)?.bucket ?? "days_over_90";
}

/** The due days of a bucket, both included; null is unbounded. */
export function dueDaysOf(bucket: Bucket, asOf: string): { dueFrom: string | null; dueTo: string | null } {
  const { from, to } = spans[bucket];
  return {
    dueFrom: to === null ? null : addDays(asOf, -to),
    dueTo: from === null ? null : addDays(asOf, -from),
  };
}

export type AgeingBucket = { bucket: Bucket; amountMinor: number; count: number };
export type CurrencyAgeing = {
  currency: string;
  openMinor: number;
  overdueMinor: number;
  count: number;
  overdueCount: number;
  buckets: AgeingBucket[];
};

export type OpenLine = { currency: string; dueOn: string; openMinor: number; count?: number };

/** Sums open lines into every bucket of every currency; currencies with the most invoices first. */
export function ageingOf(lines: readonly OpenLine[], asOf: string): CurrencyAgeing[] {
  const sums = new Map<string, Record<Bucket, { amountMinor: number; count: number }>>();
  const bucketOfDay = bucketAsOf(asOf);
  for (const line of lines) {
    let byBucket = sums.get(line.currency);
    if (!byBucket) {
      byBucket = emptyBuckets();
      sums.set(line.currency, byBucket);
    }
    const sum = byBucket[bucketOfDay(line.dueOn)];
    sum.amountMinor += line.openMinor;
    sum.count += line.count ?? 1;
  }
  return [...sums].map(([currency, byBucket]) => currencyAgeing(currency, byBucket)).sort(largestFirst);
}

function emptyBuckets() {
  return Object.fromEntries(buckets.map((bucket) => [bucket, { amountMinor: 0, count: 0 }])) as Record<
    Bucket,
    { amountMinor: number; count: number }
  >;
}

function currencyAgeing(
  currency: string,
  byBucket: Record<Bucket, { amountMinor: number; count: number }>,
): CurrencyAgeing {
  const rows = buckets.map((bucket) => ({ bucket, ...byBucket[bucket] }));
  const openMinor = rows.reduce((sum, row) => sum + row.amountMinor, 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  return {
    currency,
    openMinor,
    overdueMinor: openMinor - byBucket.current.amountMinor,
    count,
    overdueCount: count - byBucket.current.count,
    buckets: rows,
  };
}

const largestFirst = (a: CurrencyAgeing, b: CurrencyAgeing) => b.count - a.count || (a.currency < b.currency ? -1 : 1);

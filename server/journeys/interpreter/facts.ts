// What the interpreter may know of a debtor, loaded fresh for each wake. Plain data. Pure.
import type { Channel } from "@/server/journeys/graph/schema";

export type EnrollmentFacts = {
  /** Of the invoices that the enrollment chases; a currency without open money may be left out. */
  balances: { currency: string; openMinor: number; overdueMinor: number }[];
  invoiceCount: number;
  /** Due day of the oldest open invoice, "YYYY-MM-DD". */
  oldestDueOn: string | null;
  debtorKind: "company" | "sole_trader" | "consumer";
  country: string | null;
  /** IANA name: waits and days count in it. */
  zone: string;
  /** There is an address on that channel that is neither suppressed nor opted out. */
  reachable: Record<Channel, boolean>;
  tags: string[];
  disputed: boolean;
};

/** Nothing is open any more in any currency. */
export function settled(facts: EnrollmentFacts): boolean {
  return facts.balances.every((balance) => balance.openMinor <= 0);
}

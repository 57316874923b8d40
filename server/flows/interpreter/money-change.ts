import type { MoneyNow } from "@/server/flows/interpreter/facts";
import { sameValue } from "@/server/graphs/same-value";

/** What of the debtor's money is no longer as the conversation knows it; null: nothing. Pure. */
export function moneyChange(known: MoneyNow, now: MoneyNow): "payment" | "promise" | "dispute" | null {
  if (!sameValue(known.balances, now.balances)) return "payment";
  if (!sameValue(known.promise, now.promise)) return "promise";
  return sameValue(known.invoices, now.invoices) ? null : "dispute";
}

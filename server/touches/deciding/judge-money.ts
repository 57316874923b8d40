// What the money says about a reminder before the policy is asked: it was paid since, or the payment is on its way. Pure.
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import type { Decision } from "@/server/policy/contract";
import { decidedByUs } from "@/server/touches/deciding/decided-by-us";

export const NOTHING_OWED = "NOTHING_OWED";
export const PAYMENT_ON_ITS_WAY = "PAYMENT_ON_ITS_WAY";
const DAY_MS = 86_400_000;

/** A payment on its way covers everything that is still open. */
export const coveredByPayment = (money: ChasedMoney) => money.onItsWay && money.balances.length === 0;

/** Its end is told; this is for the end that nobody heard of. */
export const paymentCheckedAgain = (now: Date) => new Date(now.getTime() + DAY_MS);

/** Null: money is owed that nobody has paid, and the policy decides. */
export function judgeMoney(money: ChasedMoney, now: Date): Decision | null {
  if (money.balances.length > 0) return null;
  const [verdict, code] = money.onItsWay ? (["defer", PAYMENT_ON_ITS_WAY] as const) : (["deny", NOTHING_OWED] as const);
  return {
    verdict,
    code,
    ...decidedByUs("DUELANE-MONEY", code, verdict),
    nextAllowedAt: verdict === "defer" ? paymentCheckedAgain(now) : null,
  };
}

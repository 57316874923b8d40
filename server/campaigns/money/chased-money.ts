// What an enrollment still chases. Pure.

/** What a payment on its way does not cover: only that is chased. */
export type ChasedMoney = {
  balances: { currency: string; openMinor: number; overdueMinor: number }[];
  invoiceCount: number;
  oldestDueOn: string | null;
  oldestNumber: string | null;
  loadNumbers: string[];
  /** Every invoice that is still open is disputed. */
  disputed: boolean;
  /** A slow payment covers some of it, or all. */
  onItsWay: boolean;
};

/** Of one that chases nothing more. */
export const nothingChased: ChasedMoney = {
  balances: [],
  invoiceCount: 0,
  oldestDueOn: null,
  oldestNumber: null,
  loadNumbers: [],
  disputed: false,
  onItsWay: false,
};

export type OwedInvoice = { currency: string; openMinor: number; dueOn: string; disputed: boolean };

/** What is known of invoices together; those without open money do not count. `today` is the workspace's day. */
export function chasedMoneyOf(invoices: readonly OwedInvoice[], today: string): ChasedMoney {
  const open = invoices.filter((invoice) => invoice.openMinor > 0);
  if (open.length === 0) return nothingChased;
  const balances = new Map<string, ChasedMoney["balances"][number]>();
  let oldestDueOn = open[0]?.dueOn ?? null;
  for (const { currency, openMinor, dueOn } of open) {
    const balance = balances.get(currency) ?? { currency, openMinor: 0, overdueMinor: 0 };
    balance.openMinor += openMinor;
    if (dueOn < today) balance.overdueMinor += openMinor;
    balances.set(currency, balance);
    if (oldestDueOn === null || dueOn < oldestDueOn) oldestDueOn = dueOn;
  }
  return {
    ...nothingChased,
    balances: [...balances.values()],
    invoiceCount: open.length,
    oldestDueOn,
    disputed: open.every((invoice) => invoice.disputed),
  };
}

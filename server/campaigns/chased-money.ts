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

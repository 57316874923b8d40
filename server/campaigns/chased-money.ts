// What an enrollment still chases. Pure.

export type ChasedMoney = {
  balances: { currency: string; openMinor: number; overdueMinor: number }[];
  invoiceCount: number;
  oldestDueOn: string | null;
  oldestNumber: string | null;
  loadNumbers: string[];
  /** Every invoice that is still open is disputed. */
  disputed: boolean;
};

/** Of one that chases nothing more. */
export const nothingChased: ChasedMoney = {
  balances: [],
  invoiceCount: 0,
  oldestDueOn: null,
  oldestNumber: null,
  loadNumbers: [],
  disputed: false,
};

// The reference rates of the half-years, in hundredths of a percent. A half-year that is not here is not known: nothing is
// charged for it unless the step names a rate. Each line is checked when it is added. Pure.

export type ReferenceBank = "ecb" | "boe";

/** Keys: the first day of the half-year. */
const rates: Record<ReferenceBank, Record<string, number>> = {
  // Main refinancing operations, as in force on the first day of the half-year.
  ecb: {
    "2022-01-01": 0,
    "2022-07-01": 0,
    "2023-01-01": 250,
    "2023-07-01": 400,
    "2024-01-01": 450,
    "2024-07-01": 425,
    "2025-01-01": 315,
    "2025-07-01": 215,
    "2026-01-01": 215,
  },
  // Bank Rate, as in force on the last day of the half-year before.
  boe: {
    "2022-01-01": 25,
    "2022-07-01": 125,
    "2023-01-01": 350,
    "2023-07-01": 500,
    "2024-01-01": 525,
    "2024-07-01": 525,
    "2025-01-01": 475,
    "2025-07-01": 425,
    "2026-01-01": 375,
    "2026-07-01": 375,
  },
};

/** The half-year that a day is in: its first day. */
function halfYearOf(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(5, 7) < "07" ? "01" : "07"}-01`;
}

/** The first day of the half-year after. */
export function nextHalfYear(day: string): string {
  const start = halfYearOf(day);
  return start.slice(5, 7) === "01" ? `${start.slice(0, 4)}-07-01` : `${Number(start.slice(0, 4)) + 1}-01-01`;
}

/** The bank's rate of the half-year of a day, if it is known. */
export function referenceRate(bank: ReferenceBank, day: string): number | undefined {
  return rates[bank][halfYearOf(day)];
}

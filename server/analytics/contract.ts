// Inputs and outputs of the overview; safe in the browser.
import { z } from "zod";
import type { Bucket } from "@/server/analytics/ageing";
import { publicId } from "@/server/public-ids";

const calendarDay = z.iso.date();

export const ageingInput = z.object({ asOf: calendarDay.optional(), debtorId: publicId("debtor").optional() });

export type AgeingResult = {
  asOf: string;
  today: string;
  currencies: {
    currency: string;
    openMinor: number;
    overdueMinor: number;
    count: number;
    overdueCount: number;
    /** With the due days of each bucket, so that a number can link to its rows. */
    buckets: { bucket: Bucket; amountMinor: number; count: number; dueFrom: string | null; dueTo: string | null }[];
  }[];
};

export const periodDays = [7, 30, 90] as const;
export const overviewInput = z.object({ days: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(30) });

export type OverviewMoney = {
  currency: string;
  collectedMinor: number;
  collectedCount: number;
  /** The same number of days before, to compare with. */
  collectedBeforeMinor: number;
  promisedMinor: number;
  promisedCount: number;
  disputedMinor: number;
  disputedCount: number;
};

export type TouchBrief = {
  id: string;
  debtorId: string;
  debtorName: string;
  channel: "email" | "sms" | "voice";
  status: string;
  purpose: string;
  resultCode: string | null;
  at: Date;
  /** Where the debtor may be; the first is shown. */
  zones: string[];
};

export type Overview = {
  now: Date;
  today: string;
  zone: string;
  currency: string;
  days: number;
  empty: boolean;
  money: OverviewMoney[];
  touchesToday: { channel: "email" | "sms" | "voice"; made: number; queued: number; refused: number }[];
  nextTouches: TouchBrief[];
  /** Debtors in running campaigns whose next step is not taken yet; null when nobody waits. */
  waiting: { count: number; nextDueAt: Date } | null;
  runningCampaigns: number;
};

export const moneyRowsInput = z.object({
  show: z.enum(["collected", "promised"]),
  currency: z.string().length(3),
  days: overviewInput.shape.days,
});

export type MoneyRow = {
  id: string;
  debtorId: string;
  debtorName: string;
  currency: string;
  amountMinor: number;
  /** When it was received; the day it is promised for. */
  at: Date | null;
  day: string | null;
  status: string;
  via: string;
};

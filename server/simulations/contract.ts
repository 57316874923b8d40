// What a simulation in the builder takes from the workspace. Safe in the browser.
import { z } from "zod";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import type { TenantFacts } from "@/server/touches/deciding/debtor-facts";

export const DEBTORS_MAX = 5_000;

export const loadDebtorsInput = z.object({
  /** Those of whom something is overdue by so many days by then, the largest debts first. */
  overdueDaysMin: z.number().int().min(-365).max(3_650).default(1),
  limit: z.number().int().min(1).max(DEBTORS_MAX).default(1_000),
});
export type LoadDebtorsInput = z.output<typeof loadDebtorsInput>;

export const loadHistoryInput = z.object({
  /** The first day that is lived through again; absent: where the history begins, at most a year ago. */
  from: z.iso.date().optional(),
  days: z.number().int().min(1).max(1_000).optional(),
});
export type LoadHistoryInput = z.output<typeof loadHistoryInput>;

export type LoadedDebtors = {
  tenant: TenantFacts;
  /** The workspace's day. */
  today: string;
  debtors: SimulatedDebtor[];
  /** More debtors would have fitted. */
  more: boolean;
};

export type LoadedHistory = {
  tenant: TenantFacts;
  from: string;
  days: number;
  debtors: SimulatedDebtor[];
  /** What is known at all: the first and the last day on which anything happened. */
  firstDay: string | null;
  lastDay: string | null;
  more: boolean;
};

// Kinds of data, how long each is kept, and what a run deletes; safe in the browser.
import { z } from "zod";

export const dataKinds = [
  "people",
  "contact_records",
  "recordings",
  "permissions",
  "books",
  "claims",
  "notes",
  "requests",
  "tasks",
  "pay_links",
  "sandbox",
  "import_files",
] as const;
export type DataKind = (typeof dataKinds)[number];

/** Those whose period a workspace may set; the others follow the law, or the person they belong to, alone. */
export const ownKinds = [
  "people",
  "contact_records",
  "recordings",
  "permissions",
  "notes",
  "requests",
  "tasks",
  "pay_links",
  "sandbox",
] as const;
export type OwnKind = (typeof ownKinds)[number];

export const retentionPeriods = z.partialRecord(z.enum(ownKinds), z.number().int().min(1).max(36_500));
export type RetentionPeriods = z.output<typeof retentionPeriods>;

export const saveRetentionInput = z.object({
  periods: retentionPeriods,
  /** The version it is a change of: somebody else may have saved meanwhile. */
  version: z.number().int().min(0),
});
export type SaveRetentionInput = z.output<typeof saveRetentionInput>;

/** A rule of keeping as a reader sees it. */
export type RetentionSource = {
  id: string;
  asks: "keep" | "drop";
  /** What it comes to in days. */
  days: number;
  places: string[];
  basis: "statute" | "regulation" | "policy";
  citation: string;
  url: string | null;
  verified: boolean;
};

/** Why something is not deleted though its time is over. */
export const holds = ["unpaid", "disputed", "suit", "request", "restricted"] as const;
export type Hold = (typeof holds)[number];

export type RetentionLine = {
  kind: DataKind;
  /** From which day the time runs. */
  from: "last_activity" | "made" | "ended" | "year_end";
  /** What holds in this workspace, and the limits the law sets here; null: no limit. */
  days: number | null;
  defaultDays: number | null;
  minDays: number | null;
  maxDays: number | null;
  own: boolean;
  /** The rules that bind this workspace's debtors. */
  sources: RetentionSource[];
};

export type RetentionState = {
  packVersion: string;
  version: number;
  lines: RetentionLine[];
  /** The last run of the worker. */
  lastRun: { at: Date; deleted: number } | null;
};

/** What the next run would do to one kind of data. */
export type RetentionForecast = {
  kind: DataKind | "restricted";
  /** How many rows, or people, go. */
  goes: number;
  /** A few of them, as people know them. */
  examples: { id: string | null; label: string; since: string }[];
  /** Their time is over, and something holds them. */
  held: { hold: Hold; count: number }[];
};

export type RetentionRun = { deleted: Record<string, number>; held: Record<string, number>; more: boolean };

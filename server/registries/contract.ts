// Do-not-disturb lists as they are uploaded and shown. Safe in the browser.
import { z } from "zod";

export const registryIds = ["IN-DND", "US-DNC", "CA-DNCL", "GB-TPS", "AU-DNCR"] as const;
export type RegistryId = (typeof registryIds)[number];

/** What numbers that the list does not name mean: nobody asked about them, or everyone of ours was asked and they are clear. */
export const listCovers = ["listed", "everyone"] as const;

const MAX_CHARS = 3_000_000;

export const uploadListInput = z.object({
  registry: z.enum(registryIds),
  fileName: z.string().trim().min(1).max(200),
  csv: z.string().min(1).max(MAX_CHARS),
  covers: z.enum(listCovers),
  /** When the registry was asked, on the workspace's clock. */
  checkedAt: z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/),
});
export type UploadListInput = z.output<typeof uploadListInput>;

/** Numbers of the workspace that the list told about; of others nothing is kept. */
export type UploadedList = { rows: number; blocked: number; clear: number };

export type RegistryState = {
  registry: RegistryId;
  country: string;
  maxAgeDays: number | null;
  /** Of the workspace's numbers there: the last answer about each, and those that nobody asked about. */
  blocked: number;
  clear: number;
  unknown: number;
  /** Answers that are too old where a rule asks; they count as none. */
  stale: number;
  scrubs: {
    checkedAt: Date;
    uploadedAt: Date;
    uploadedBy: string | null;
    fileName: string;
    rows: number;
    blocked: number;
    clear: number;
  }[];
};

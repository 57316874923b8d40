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
  /** When the registry was asked, on the workspace's clock; at the API's door RFC 3339, which the verb takes as well. */
  checkedAt: z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/),
});
export type UploadListInput = z.output<typeof uploadListInput>;

export const registryModes = ["voice", "sms"] as const;
const NUMBERS_MAX = 10_000;

/** One row of a registry's answer, where it does not come as a file. */
const registryAnswer = z.strictObject({
  number: z.string().trim().min(3).max(40),
  status: z.enum(["blocked", "clear"]),
  mode: z.enum(["any", ...registryModes]).default("any"),
  categories: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
});
export const registryAnswers = z.array(registryAnswer).min(1).max(NUMBERS_MAX);

/** A list as a file, or its rows. */
export type GivenList = Omit<UploadListInput, "csv"> &
  ({ csv: string } | { numbers: z.output<typeof registryAnswers> });

/** Numbers of the workspace that the list told about; of others nothing is kept. */
export type UploadedList = { rows: number; blocked: number; clear: number };

/** What a registry said of one number, for calls and for texts; `unknown`: it was not asked about it. */
export type RegistryNumber = {
  registry: RegistryId;
  number: string;
  /** How old an answer may be where a rule asks; an older one counts as none. */
  maxAgeDays: number | null;
  answers: {
    mode: (typeof registryModes)[number];
    status: "blocked" | "clear" | "unknown";
    categories: string[];
    checkedAt: Date | null;
    isTooOld: boolean;
  }[];
};

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

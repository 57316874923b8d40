// Inputs and outputs of importing. Browser safe.
import { z } from "zod";
import {
  type FieldPart,
  type ImportField,
  importFieldNames,
  importFields,
} from "@/server/imports/parsing/columns/fields";
import type { FileProblem } from "@/server/imports/parsing/files/file-kind";
import { publicId } from "@/server/public-ids";

export const fileBytesMax = 50 * 2 ** 20;
export const chunkBytesMax = 2 ** 20;

/** What a column can mean, in the order it is offered. */
export const mappableFields: readonly { field: ImportField; part: FieldPart }[] = importFieldNames.map((field) => ({
  field,
  part: importFields[field].part,
}));

const countryText = z.string().regex(/^[A-Z]{2}$/);

/** What a file lacks and what the user chose; remembered with the mapping but for `mode`. */
export const importOptions = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  country: countryText.optional(),
  /** The file's own country codes, as written → ISO alpha-2. */
  countryCodes: z.record(z.string().max(120), countryText).default({}),
  dateOrder: z.enum(["DMY", "MDY"]).optional(),
  decimalMark: z.enum([".", ","]).optional(),
  mode: z.enum(["all_or_nothing", "good_rows"]).default("all_or_nothing"),
  /** Invoices whose number differs from a known one only by leading zeros or separators. */
  nearDuplicates: z.enum(["skip", "import"]).default("skip"),
});
export type ImportOptions = z.infer<typeof importOptions>;

const importMapping = z.partialRecord(z.enum(importFieldNames), z.number().int().min(0).max(499));

export const importIdInput = z.object({ importId: publicId("import") });
export const createImportInput = z.object({
  fileName: z.string().min(1).max(255),
  fileBytes: z.number().int().min(1).max(fileBytesMax),
});
export const saveMappingInput = importIdInput.extend({
  mapping: importMapping,
  options: importOptions,
  /** Sandbox only. */
  asOf: z.iso.date().nullable().default(null),
});
export const applyImportInput = importIdInput.extend({ mode: importOptions.shape.mode.unwrap().optional() });
export const listImportsInput = z.object({ limit: z.number().int().min(1).max(100).default(50) });
export const listIssuesInput = importIdInput.extend({
  kind: z.enum(["error", "change", "near_duplicate"]),
  /** The line to go on after. */
  cursor: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});

export type ImportStatus =
  | "uploading"
  | "uploaded"
  | "checking"
  | "ready"
  | "applying"
  | "done"
  | "failed"
  | "cancelled";

/** What is counted while checking and applying. */
export type ImportCounts = {
  rows: number;
  /** Rows by what they bring. */
  rowsNew: number;
  rowsChanged: number;
  rowsUnchanged: number;
  rowsWithErrors: number;
  rowsSkipped: number;
  nearDuplicates: number;
  debtorsNew: number;
  debtorsChanged: number;
  contactsNew: number;
  addressesNew: number;
  invoicesNew: number;
  invoicesChanged: number;
  paymentsNew: number;
  disputesNew: number;
  /** Held back until the sandbox clock reaches them. */
  invoicesHeld: number;
  paymentsHeld: number;
  disputesHeld: number;
  /** Paid without a date of payment: dated at the due date. */
  undatedPayments: number;
};

export const noCounts: ImportCounts = {
  rows: 0,
  rowsNew: 0,
  rowsChanged: 0,
  rowsUnchanged: 0,
  rowsWithErrors: 0,
  rowsSkipped: 0,
  nearDuplicates: 0,
  debtorsNew: 0,
  debtorsChanged: 0,
  contactsNew: 0,
  addressesNew: 0,
  invoicesNew: 0,
  invoicesChanged: 0,
  paymentsNew: 0,
  disputesNew: 0,
  invoicesHeld: 0,
  paymentsHeld: 0,
  disputesHeld: 0,
  undatedPayments: 0,
};

/** Something about a file that only its owner knows. */
export type ImportQuestion =
  | { kind: "currency"; suggested: string; answer?: string }
  | { kind: "country"; suggested: string; answer?: string }
  | { kind: "country_codes"; values: string[]; suggested: string; answers: Record<string, string> }
  | { kind: "date_order"; columns: string[]; sample: string; contradicts: boolean; answer?: "DMY" | "MDY" }
  | { kind: "decimal_mark"; columns: string[]; sample: string; contradicts: boolean; answer?: "." | "," };

/** Whether nothing is left to ask. */
export function isAnswered(question: ImportQuestion): boolean {
  if (question.kind !== "country_codes") return question.answer !== undefined;
  return question.values.every((value) => question.answers[value] !== undefined);
}

/** Why a row cannot be imported; each code has a sentence in the message catalogue (`imports.rowErrors.<code>`). */
const rowErrorCodes = [
  "DEBTOR_MISSING",
  "DEBTOR_NAME_AMBIGUOUS",
  "DEBTOR_KIND_UNKNOWN",
  "COUNTRY_UNKNOWN",
  "COUNTRY_MISSING",
  "LANGUAGE_UNKNOWN",
  "TIME_ZONE_UNKNOWN",
  "EMAIL_INVALID",
  "PHONE_INVALID",
  "TRUTH_UNCLEAR",
  "CONSENT_WITHOUT_ADDRESS",
  "INVOICE_NUMBER_MISSING",
  "DATE_MISSING",
  "DATE_INVALID",
  "DUE_BEFORE_ISSUE",
  "SETTLED_BEFORE_ISSUE",
  "SETTLED_IN_FUTURE",
  "TERMS_INVALID",
  "AMOUNT_MISSING",
  "AMOUNT_INVALID",
  "AMOUNT_TOO_PRECISE",
  "AMOUNT_TOO_LARGE",
  "AMOUNT_NEGATIVE",
  "CURRENCY_UNKNOWN",
  "CURRENCY_MISSING",
  "CURRENCY_UNCLEAR",
  "PAID_MORE_THAN_AMOUNT",
  "STATUS_UNKNOWN",
  "DUPLICATE_IN_FILE",
  "AMOUNT_BELOW_PAID",
  "CURRENCY_CHANGED",
  "TEXT_TOO_LONG",
] as const;
export type RowErrorCode = (typeof rowErrorCodes)[number];

/** One reason; `column` is the header as the file has it, `value` what stands in the cell. */
export type RowProblem = { code: RowErrorCode; field?: ImportField; column?: string; value?: string; line?: number };

/** `currency` marks amounts in minor units. */
export type FieldChange = { field: string; from: string | null; to: string | null; currency?: string };

/** What an issue row holds, by kind. */
export type IssueDetails = {
  error: { problems: RowProblem[] };
  change: { subject: "invoice" | "debtor" | "contact"; label: string; changes: FieldChange[] };
  near_duplicate: { number: string; existingNumber: string; debtor: string; line?: number; skipped: boolean };
};

export type ImportIssue = {
  [K in keyof IssueDetails]: { line: number; kind: K; details: IssueDetails[K] };
}[keyof IssueDetails];

/** A file that cannot be read, or an import that ended badly. */
export type ImportFailure = FileProblem | "HAS_ERRORS" | "INTERNAL";

/** One line of the list. */
export type ImportSummary = {
  id: string;
  fileName: string;
  fileKind: "csv" | "xlsx";
  fileBytes: number;
  status: ImportStatus;
  asOf: string | null;
  counts: ImportCounts;
  rowsDone: number;
  rowsTotal: number | null;
  failure: ImportFailure | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** Everything the wizard shows. */
export type ImportView = ImportSummary & {
  columns: { name: string; samples: string[]; filled: number }[];
  preview: string[][];
  mapping: Partial<Record<ImportField, number>>;
  /** Whether the mapping comes from an earlier import of such a file. */
  remembered: boolean;
  options: ImportOptions;
  questions: ImportQuestion[];
  missing: ImportField[][];
  encoding: string | null;
  delimiter: string | null;
  mayBeAsOf: boolean;
  /** Every row of the file was paid on a day that it names. */
  allSettled: boolean;
};

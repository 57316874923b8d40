// Requests of people about their data: what is asked and answered; safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";
import type { DataKind, RetentionSource } from "@/server/retention/contract";
import type { lawIds } from "@/server/rights/law/deadlines-contract";

export const requestKinds = ["access", "correct", "restrict", "erase", "object", "review"] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestStatuses = ["open", "done", "refused", "withdrawn"] as const;
export const askers = ["person", "representative", "authority", "workspace"] as const;
export const waysIn = ["letter", "email", "phone", "portal", "in_person"] as const;
/** `not_yet`: until it is known who asks, nothing is handed out, changed or deleted. */
export const identities = ["not_yet", "address_on_file", "called_back", "document", "power_of_attorney"] as const;
export const refusals = ["not_the_person", "unfounded", "law_forbids", "nothing_held"] as const;
export const objections = ["processing", "automation"] as const;

export const openRequestInput = z
  .object({
    debtorId: publicId("debtor"),
    kind: z.enum(requestKinds),
    objectsTo: z.enum(objections).optional(),
    askedBy: z.enum(askers),
    receivedBy: z.enum(waysIn),
    identity: z.enum(identities),
    receivedOn: z.iso.date(),
    note: z.string().trim().max(2_000).optional(),
  })
  .refine(({ kind, objectsTo }) => (kind === "object") === (objectsTo !== undefined), {
    path: ["objectsTo"],
    message: "an objection says to what, and nothing else does",
  });
export type OpenRequestInput = z.output<typeof openRequestInput>;

export const requestIdInput = z.object({ requestId: publicId("rightsRequest") });
export const checkIdentityInput = requestIdInput.extend({ identity: z.enum(identities).exclude(["not_yet"]) });
export const closeRequestInput = requestIdInput.extend({
  status: z.enum(["done", "refused", "withdrawn"]),
  refusal: z.enum(refusals).optional(),
});
export type CloseRequestInput = z.output<typeof closeRequestInput>;

export const listRequestsInput = z.object({
  status: z.enum(["open", "closed"]).optional(),
  kind: z.enum(requestKinds).optional(),
  debtorId: publicId("debtor").optional(),
  limit: z.number().int().min(1).max(200).default(100),
});
export type ListRequestsInput = z.output<typeof listRequestsInput>;

export type RequestRow = {
  id: string;
  kind: RequestKind;
  objectsTo: (typeof objections)[number] | null;
  status: (typeof requestStatuses)[number];
  refusal: (typeof refusals)[number] | null;
  debtorId: string;
  debtorName: string;
  erased: boolean;
  askedBy: (typeof askers)[number];
  receivedBy: (typeof waysIn)[number];
  identity: (typeof identities)[number];
  receivedOn: string;
  law: (typeof lawIds)[number];
  dueOn: string;
  /** Days until it is due, negative once it is over; null when closed. */
  daysLeft: number | null;
  extended: boolean;
  closedAt: Date | null;
  closedBy: string | null;
};
export type RequestList = { rows: RequestRow[]; open: number; overdue: number };

export type Correction = {
  field: string;
  before: string | null;
  after: string | null;
  at: Date;
  by: string | null;
};

export type RequestDetail = RequestRow & {
  note: string | null;
  createdBy: string | null;
  mayExtend: boolean;
  citation: string;
  verified: boolean;
  corrections: Correction[];
  /** How the person stands now. */
  person: { restrictedFor: string | null; automationRefused: boolean };
};

/** Kinds of things that are held of a person, in the order they are told. */
export const holdings = [
  "identity",
  "contacts",
  "notes",
  "messages",
  "calls",
  "touches",
  "receipts",
  "permissions",
  "events",
  "promises",
  "disputes",
  "tasks",
  "pay_links",
  "journeys",
  "errands",
  "import_files",
  "sandbox",
  "registry",
  "books",
  "requests",
] as const;
export type HoldingKind = (typeof holdings)[number];

/** What erasing does to one kind of things. */
export type ErasurePlanLine = {
  holding: HoldingKind;
  count: number;
  /** Deleted; kept without the person; made unreadable for ever. */
  fate: "deleted" | "unnamed" | "unreadable";
};

/** What moves to the restricted store, until when and why. */
export type ErasurePlanKept = {
  kind: DataKind;
  things: number;
  keptUntil: string | null;
  sources: RetentionSource[];
};

export type ErasurePlan = {
  debtorId: string;
  debtorName: string;
  lines: ErasurePlanLine[];
  kept: ErasurePlanKept[];
  /** Addresses that are recognised, and never written to, if they come back. */
  suppressed: number;
  /** Addresses that somebody else has too: they stay with them. */
  shared: number;
  /** What is asked of vendors, who keep logs of their own. */
  vendors: string[];
  /** Why it cannot be done right now. */
  blockers: ("sending" | "importing" | "erased")[];
  /** Of what was looked at: the plan that is carried out must be this one. */
  hash: string;
};

export const erasureInput = requestIdInput.extend({ hash: z.string().min(1).max(100) });

export const correctInput = requestIdInput.extend({
  changes: z
    .array(
      z.discriminatedUnion("field", [
        z.object({ field: z.literal("debtor.name"), after: z.string().trim().min(1).max(300) }),
        z.object({
          field: z.enum(["debtor.street", "debtor.city", "debtor.region", "debtor.postalCode"]),
          after: z.string().trim().max(300).nullable(),
        }),
        z.object({
          field: z.literal("contact.name"),
          id: publicId("contact"),
          after: z.string().trim().min(1).max(300),
        }),
        z.object({
          field: z.literal("point.address"),
          id: publicId("contactPoint"),
          after: z.string().trim().min(3).max(300),
        }),
      ]),
    )
    .min(1)
    .max(50),
});
export type CorrectInput = z.output<typeof correctInput>;

/** A machine's decision about a person, in plain words, and what a person said of it. */
export type AutomatedDecision = {
  kind: "touch" | "fee";
  id: string;
  at: Date;
  channel: "email" | "sms" | "voice" | null;
  verdict: "allow" | "defer" | "deny" | null;
  code: string | null;
  status: string;
  money: { amountMinor: number; currency: string } | null;
  review: { verdict: "upheld" | "overturned"; reason: string | null; at: Date; by: string | null } | null;
};

export const reviewInput = z.object({
  requestId: publicId("rightsRequest"),
  decision: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("touch"), id: publicId("touch") }),
    z.object({ kind: z.literal("fee"), id: publicId("lateFee") }),
  ]),
  verdict: z.enum(["upheld", "overturned"]),
  reason: z.string().trim().min(3).max(2_000),
});
export type ReviewInput = z.output<typeof reviewInput>;

export const restrictedReasons = ["legal_matter", "regulator", "accounting", "person_asked", "own_audit"] as const;
export const openRestrictedInput = z.object({
  recordId: publicId("restrictedRecord"),
  reason: z.enum(restrictedReasons),
});
export type RestrictedRow = {
  id: string;
  debtorId: string;
  label: string;
  kind: DataKind;
  things: number;
  keptUntil: string | null;
  createdAt: Date;
  sources: RetentionSource[];
};

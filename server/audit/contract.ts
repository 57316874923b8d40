// What is asked of the audit log and what it answers; safe in the browser.
import { z } from "zod";
import type { ProblemCode } from "@/server/audit/chain/check-links";
import type { Channel } from "@/server/journeys/graph/schema";
import { publicId } from "@/server/public-ids";

/** A person or the product changed something; took personal data out; decided about a contact; a journey chose. */
export const logKinds = ["change", "access", "decision", "choice"] as const;
export type LogKind = (typeof logKinds)[number];

export const actorKinds = ["member", "system", "debtor", "partner"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** What entries are about. */
export const subjectKinds = [
  "workspace",
  "house_policy",
  "collector",
  "member",
  "invitation",
  "api_key",
  "debtor",
  "debtors",
  "invoices",
  "note",
  "consent",
  "registry_scrub",
  "rights_request",
  "restricted_record",
  "retention",
  "dispute",
  "promise",
  "payment",
  "checkout",
  "pay_link",
  "message",
  "task",
  "question",
  "touch",
  "call",
  "import",
  "journey",
  "journey_template",
  "flow",
  "own_skill",
  "phone_number",
  "campaign",
  "enrollment",
  "clock",
  "audit_log",
  "audit_chain",
] as const;

/** Why someone takes personal data out; written down with what was taken. */
export const accessReasons = [
  "daily_work",
  "person_asked",
  "accounting",
  "legal_matter",
  "regulator",
  "own_audit",
] as const;
export type AccessReason = (typeof accessReasons)[number];
export const accessReason = z.enum(accessReasons);

const day = z.iso.date();

export const logFilters = z.object({
  kind: z.enum(logKinds).optional(),
  /** A kind of actor, or a member. */
  actor: z.union([z.enum(actorKinds), publicId("member")]).optional(),
  about: z.enum(subjectKinds).optional(),
  debtorId: publicId("debtor").optional(),
  /** Days of the workspace's zone, both included. */
  from: day.optional(),
  to: day.optional(),
  /** A name, a number, a request's or a thing's id. */
  q: z.string().trim().max(200).optional(),
});
export type LogFilters = z.output<typeof logFilters>;

export const listLogInput = logFilters.extend({
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(1000).default(50),
});
export type ListLogInput = z.output<typeof listLogInput>;

/** A thing an entry names, as people know it. `debtorId`, `campaignId`: where it stands in the product. */
export type LogThing = {
  kind: string;
  id: string | null;
  label: string | null;
  debtorId: string | null;
  campaignId: string | null;
};

export type LogDetail =
  | { name: string; type: "money"; amountMinor: number; currency: string }
  | { name: string; type: "number"; value: number }
  | { name: string; type: "flag"; value: boolean }
  | { name: string; type: "word"; value: string }
  | { name: string; type: "day"; value: string }
  | { name: string; type: "thing"; value: LogThing };

export type LogRow = {
  id: string;
  kind: LogKind;
  at: Date;
  actor: { kind: ActorKind; id: string | null; name: string | null };
  action: string;
  subject: LogThing;
  details: LogDetail[];
  requestId: string | null;
  /** Of a decision. */
  decision: {
    channel: Channel | null;
    stage: "plan" | "dispatch";
    verdict: "allow" | "defer" | "deny";
    code: string | null;
    nextAllowedAt: Date | null;
  } | null;
};

export type LogStatus = {
  /** Links and entries of the chain; null before its first. */
  sealed: { links: number; entries: number; until: Date } | null;
  /** Newer entries wait for the next sealing. */
  waiting: boolean;
  /** The last daily seal: until when the check found everything as it was written, or what it found. */
  lastSeal: { day: string; at: Date; problems: number } | null;
};

/** What a check from the screen says; the whole chain is checked where it is short enough. */
export type LogCheckAnswer = {
  intact: boolean;
  whole: boolean;
  links: number;
  entries: number;
  verifiedUntil: Date | null;
  problems: { code: ProblemCode; sealedAt: Date | null; count: number }[];
};

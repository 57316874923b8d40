// Inputs and outputs of debtors; safe in the browser.
import { z } from "zod";
import type { ApiEventData } from "@/server/api-events/contract";
import { attorneyInput, type verifiedHows, type Wishes } from "@/server/debtors/wishes/contract";
import { publicId } from "@/server/public-ids";

export const debtorKinds = ["company", "sole_trader", "consumer"] as const;
export const debtorStops = ["cease", "attorney", "bankrupt", "deceased"] as const;
export type DebtorStop = (typeof debtorStops)[number];
export const owingFilters = ["owing", "overdue", "settled", "stopped"] as const;
export const debtorSorts = ["name", "balance", "oldest", "created"] as const;
export type DebtorSort = (typeof debtorSorts)[number];

export const debtorFilters = z.object({
  q: z.string().trim().max(200).optional(),
  owing: z.enum(owingFilters).optional(),
  kind: z.enum(debtorKinds).optional(),
  country: z.string().length(2).optional(),
  /** Money that `balance` sorts by; the workspace's own when not said. With `owing`: only those who owe in it. */
  currency: z.string().length(3).optional(),
});
export type DebtorFilters = z.output<typeof debtorFilters>;

export const listDebtorsInput = debtorFilters.extend({
  sort: z.enum(debtorSorts).default("balance"),
  dir: z.enum(["asc", "desc"]).default("desc"),
  cursor: z.string().max(600).optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type ListDebtorsInput = z.output<typeof listDebtorsInput>;

export type Balance = { currency: string; openMinor: number; openCount: number };

export type DebtorRow = {
  id: string;
  name: string;
  externalId: string;
  kind: (typeof debtorKinds)[number];
  country: string;
  city: string | null;
  stop: DebtorStop | null;
  paused: boolean;
  balances: Balance[];
  oldestDueOn: string | null;
  /** Of the oldest open invoice; null when nothing is open. */
  daysOverdue: number | null;
  nextTouch: { channel: "email" | "sms" | "voice"; at: Date } | null;
};

export type DebtorPage = {
  rows: DebtorRow[];
  nextCursor: string | null;
  previousCursor: string | null;
  today: string;
};

export const debtorIdInput = z.object({ debtorId: publicId("debtor") });

/** Whether a channel to an address may be used at all, leaving hours and caps aside. */
export type ChannelStatus = "active" | "undeliverable" | "complained" | "opted_out";

export type ContactPoint = {
  id: string;
  kind: "email" | "phone";
  address: string;
  isPrimary: boolean;
  lineType: string | null;
  /** Where the holder of the address may be. */
  zones: string[];
  place: "home" | "work" | "attorney" | null;
  /** When it was last known to be still theirs, and how. */
  verifiedAt: Date | null;
  verifiedHow: (typeof verifiedHows)[number] | null;
  channels: {
    channel: "email" | "sms" | "voice";
    status: ChannelStatus;
    since: Date | null;
    /** By whom it was opted out. */
    source: "recipient" | "carrier" | "member" | null;
    consent: { kind: string; grantedAt: Date; expiresAt: Date | null; evidence: string | null } | null;
  }[];
};

export type DebtorDetail = {
  id: string;
  name: string;
  externalId: string;
  kind: (typeof debtorKinds)[number];
  country: string;
  region: string | null;
  city: string | null;
  postalCode: string | null;
  street: string | null;
  addressVerified: boolean;
  language: string;
  tags: string[];
  stop: DebtorStop | null;
  stoppedAt: Date | null;
  pausedReason: string | null;
  /** What the person asked about their data, as it holds now. */
  privacy: {
    restrictedFor: "asked" | "objected" | "came_back" | "erased" | null;
    automationRefused: boolean;
    erasedAt: Date | null;
  };
  createdAt: Date;
  zones: string[];
  statedTimeZone: string | null;
  wishes: Wishes;
  /** The notice that a collector owes a consumer; `due`: this workspace owes it one. */
  validationNotice: { due: boolean; sentAt: Date | null; firstContactAt: Date | null };
  contacts: { id: string; name: string; jobTitle: string | null; isPrimary: boolean; points: ContactPoint[] }[];
  openDisputes: { id: string; invoiceId: string; invoiceNumber: string; reason: string | null; openedAt: Date }[];
  openPromises: { id: string; currency: string; amountMinor: number; dueOn: string }[];
  /** Open invoices to choose from when a dispute is opened or a promise taken. */
  openInvoices: { id: string; number: string; currency: string; openMinor: number; dueOn: string }[];
};

/** What happens next to a debtor, and why. */
export type NextStep =
  | {
      kind: "touch";
      touchId: string;
      channel: "email" | "sms" | "voice";
      at: Date;
      campaignId: string | null;
      campaignName: string | null;
      /** Why then: the policy's verdict and code when it was planned. */
      verdict: string | null;
      code: string | null;
      zones: string[];
    }
  | {
      kind: "wait";
      enrollmentId: string;
      campaignId: string;
      campaignName: string;
      at: Date | null;
      status: "waiting" | "paused" | "parked";
      /** Of a parked one. */
      reason: string | null;
    }
  /** A slow payment on its way: what it covers is not chased until it clears or fails. */
  | { kind: "payment"; paymentId: string; currency: string; amountMinor: number; since: Date };

export const timelineKinds = ["touch", "message", "payment", "promise", "dispute", "event", "note", "opt_out"] as const;
export const timelineInput = z.object({
  debtorId: publicId("debtor"),
  kind: z.enum(timelineKinds).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

type Channel = "email" | "sms" | "voice";
export type TimelineItem = { id: string; at: Date } & (
  | {
      kind: "touch";
      channel: Channel;
      status: string;
      purpose: string;
      code: string | null;
      outcome: string | null;
      campaignName: string | null;
      subject: string | null;
      body: string | null;
    }
  | { kind: "message"; channel: Channel; direction: "inbound" | "outbound"; subject: string | null; body: string }
  | { kind: "payment"; currency: string; amountMinor: number; status: string; method: string }
  | { kind: "promise"; currency: string; amountMinor: number; dueOn: string; status: string; source: string }
  | { kind: "dispute"; invoiceId: string; invoiceNumber: string; reason: string | null; resolvedAt: Date | null }
  | { kind: "event"; name: string; data: ApiEventData; sentBy: string | null }
  | { kind: "note"; body: string; author: string | null }
  | { kind: "opt_out"; channel: Channel; address: string; source: string; liftedAt: Date | null }
);
export type TimelinePage = { items: TimelineItem[]; nextCursor: string | null };

export const addNoteInput = z.object({ debtorId: publicId("debtor"), body: z.string().trim().min(1).max(5000) });
export const stopDebtorInput = z.object({
  debtorId: publicId("debtor"),
  stop: z.enum(debtorStops),
  /** Who stands for the debtor, with `stop: "attorney"`: the one address that may still be reached. */
  attorney: attorneyInput.optional(),
});

// What the contact policy is asked and answers. The rule pack grows behind this interface; its reading is settled
// in server/policy/README.md. Pure, safe in the browser.
import type { Channel } from "@/server/journeys/graph/schema";

export type LineType = "mobile" | "landline" | "voip" | "toll_free" | "unknown";

/**
 * One earlier contact, from the all-channel ledger. What is not said of it counts against us: a contact is taken to
 * have connected and to have been made, but not to have been a conversation.
 */
export type PastContact = {
  channel: Channel;
  at: Date;
  address: string;
  debtorId: string;
  /** Absent: outbound. Inbound never counts against a cap. */
  direction?: "inbound" | "outbound";
  purpose?: PolicyInput["purpose"];
  /** It rang or arrived; explicit false is a busy, failed or invalid attempt. */
  connected?: boolean;
  /** A person was reached; explicit false is an attempt only. */
  contactMade?: boolean;
  /** Words were exchanged with the debtor. */
  conversation?: boolean;
};

/** House rules of a workspace: stricter than the law, never laxer. Hours are "HH:MM" in the debtor's zone. */
export type HousePolicy = {
  notBefore?: string;
  notAfter?: string;
  days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  maxCallsPer7Days?: number;
  maxContactsPer7Days?: number;
  minGapHours?: number;
  refusedChannels?: Channel[];
  /** Ids of rules whose basis is `policy` that this workspace turned on, e.g. "UK-POLICY". */
  adopted?: string[];
};

export type PolicyInput = {
  now: Date;
  channel: Channel;
  /** E-mail address in lower case, or E.164. */
  address: string;
  /** The message's purpose; an opt-out confirmation and a receipt are bound by fewer rules. */
  purpose: "reminder" | "receipt" | "opt_out_confirmation" | "service";
  artificialVoice: boolean;
  debtor: {
    id: string;
    kind: "company" | "sole_trader" | "consumer";
    country: string | null;
    region: string | null;
    postalCode: string | null;
    addressVerified: boolean;
    statedTimeZone: string | null;
    stop: "cease" | "attorney" | "bankrupt" | "deceased" | null;
    pausedReason: string | null;
    /** Every open invoice that the message is about is disputed. */
    disputed: boolean;
  };
  collectorRole: "first_party" | "third_party";
  lineType: LineType | null;
  addressStatus: "active" | "undeliverable" | "complained";
  optedOut: boolean;
  /** Where known: a carrier's opt-out is never lifted; a confirmation must follow within five minutes. */
  optedOutBy?: "recipient" | "carrier" | "member";
  optedOutAt?: Date;
  consents: {
    channel: Channel;
    address: string;
    kind: "express" | "express_written" | "inferred" | "timed";
    grantedAt: Date;
    expiresAt: Date | null;
  }[];
  /** Contacts made or reserved in the last 35 days, per debtor and per address. */
  history: PastContact[];
  housePolicy: HousePolicy;
};

export type Reason = {
  ruleId: string;
  code: string;
  effect: "deny" | "defer" | "oblige";
  facts: Record<string, string | number>;
};

export type Decision = {
  verdict: "allow" | "defer" | "deny";
  /** Of the first deciding rule in the fixed order of precedence; null when allowed. */
  code: string | null;
  reasons: Reason[];
  obligations: string[];
  nextAllowedAt: Date | null;
  candidateZones: string[];
  rulePackVersion: string;
};

/** The one pure decision function has this type; server/policy/decide.ts implements it. */
export type Decide = (input: PolicyInput) => Decision;

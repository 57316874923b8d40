// What the contact policy is asked and answers. The rule pack grows behind this interface; its reading is settled
// in server/policy/README.md. Pure.
import type { Channel } from "@/server/journeys/graph/schema";

export type LineType = "mobile" | "landline" | "voip" | "toll_free" | "unknown";

/** One earlier contact, from the all-channel ledger. */
export type PastContact = { channel: Channel; at: Date; address: string; debtorId: string };

/** House rules of a workspace: stricter than the law, never laxer. Hours are "HH:MM" in the debtor's zone. */
export type HousePolicy = {
  notBefore?: string;
  notAfter?: string;
  days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  maxCallsPer7Days?: number;
  maxContactsPer7Days?: number;
  minGapHours?: number;
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

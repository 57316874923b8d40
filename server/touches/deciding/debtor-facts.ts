// What the policy must know of a debtor and of the workspace that writes to them. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { HousePolicy, LineType, PolicyInput } from "@/server/policy/contract";

export type ContactPoint = {
  id: string;
  kind: "email" | "phone";
  address: string;
  isPrimary: boolean;
  lineType: LineType | null;
  status: "active" | "undeliverable" | "complained";
  contactName: string;
  /** When it was last known to be still this contact's; absent: nobody asked. */
  verifiedAt?: Date;
  /** Whose place it reaches; absent: nobody said. */
  place?: "home" | "work" | "attorney";
};

export type DebtorFacts = {
  id: string;
  name: string;
  kind: "company" | "sole_trader" | "consumer";
  country: string;
  region: string | null;
  postalCode: string | null;
  addressVerified: boolean;
  statedTimeZone: string | null;
  language: string;
  tags: string[];
  stop: "cease" | "attorney" | "bankrupt" | "deceased" | null;
  pausedReason: string | null;
  /** Hours, days and channels as the debtor asked for them. */
  preferences?: PolicyInput["debtor"]["preferences"];
  /** Of consumers whom an agency contacts: the first contact that was made, and the notice it owes them. */
  firstContactAt?: Date;
  validationNoticeSentAt?: Date;
  /** Absent: no. */
  restricted?: boolean;
  automationRefused?: boolean;
  points: ContactPoint[];
  consents: {
    channel: Channel;
    address: string;
    kind: "express" | "express_written" | "inferred" | "timed";
    /** Absent: to be reminded of what is owed. */
    purpose?: "collection" | "marketing";
    grantedAt: Date;
    expiresAt: Date | null;
  }[];
};

/** The workspace's own part of every decision. */
export type TenantFacts = {
  name: string;
  timeZone: string;
  housePolicy: HousePolicy;
  /** For whom the workspace collects, and which laws follow from that. */
  collector: PolicyInput["collector"];
  /** Whether the texts to India are registered with the operators there; unregistered ones are not sent. */
  registeredTemplates: boolean;
  email: string | null;
  phone: string | null;
  postalAddress: string | null;
};

export type ContactFacts = {
  tenant: TenantFacts;
  debtors: Map<string, DebtorFacts>;
  /** Every opt-out that stands, by `channel address`. */
  optOuts: OptOuts;
  /** What do-not-disturb registries said of the debtors' numbers, by `channel number`; absent: nobody asked. */
  registries?: ReadonlyMap<string, RegistryFact>;
};

/** The strictest that registries said of a number on a channel, and how long ago the oldest of them was asked. */
export type RegistryFact = { status: "clear" | "blocked"; checkedAt: Date; categories: string[] };

export type OptOutSource = "recipient" | "carrier";
export type OptOuts = ReadonlyMap<string, readonly { at: Date; source: OptOutSource }[]>;

/** Whether the address must not be reached on the channel. A STOP by SMS also stops calls to that number. */
export function isOptedOut(optOuts: OptOuts, channel: Channel, address: string): boolean {
  return optOuts.has(optOutKey(channel, address)) || (channel === "voice" && optOuts.has(optOutKey("sms", address)));
}

/** How an address stands in `ContactFacts.optOuts` and `registries`. */
export function optOutKey(channel: Channel, address: string) {
  return `${channel} ${address}`;
}

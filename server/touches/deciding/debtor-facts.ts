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
};

export type DebtorFacts = {
  id: string;
  name: string;
  kind: PolicyInput["debtor"]["kind"];
  country: string;
  region: string | null;
  postalCode: string | null;
  addressVerified: boolean;
  statedTimeZone: string | null;
  language: string;
  tags: string[];
  stop: PolicyInput["debtor"]["stop"];
  pausedReason: string | null;
  points: ContactPoint[];
  consents: PolicyInput["consents"];
};

/** The workspace's own part of every decision. */
export type TenantFacts = {
  name: string;
  timeZone: string;
  housePolicy: HousePolicy;
  collectorRole: PolicyInput["collectorRole"];
  email: string | null;
  phone: string | null;
  postalAddress: string | null;
};

export type ContactFacts = {
  tenant: TenantFacts;
  debtors: Map<string, DebtorFacts>;
  /** `channel address` of every opt-out that stands. */
  optOuts: Set<string>;
};

/** Whether the address must not be reached on the channel. A STOP by SMS also stops calls to that number. */
export function isOptedOut(optOuts: ReadonlySet<string>, channel: Channel, address: string): boolean {
  return optOuts.has(optOutKey(channel, address)) || (channel === "voice" && optOuts.has(optOutKey("sms", address)));
}

/** How an opt-out stands in `ContactFacts.optOuts`. */
export function optOutKey(channel: Channel, address: string) {
  return `${channel} ${address}`;
}

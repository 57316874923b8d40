// What a rule may ask about a debtor: one catalogue, one type a fact, and the values as they are loaded. Pure.
import type { Channel } from "@/server/journeys/graph/signals";

/** The type of each fact; it decides what may be asked of it. */
export const factTypes = {
  balance: "money",
  overdue_balance: "money",
  largest_invoice: "money",
  oldest_overdue_days: "number",
  invoice_count: "number",
  overdue_invoice_count: "number",
  average_days_late: "number",
  broken_promises: "number",
  last_payment: "date",
  ageing_bucket: "enum",
  risk: "enum",
  debtor_kind: "enum",
  country: "enum",
  language: "enum",
  currency: "set",
  reachable: "set",
  tags: "set",
  mode: "set",
  lane: "set",
  stage: "text",
  field: "text",
  disputed: "boolean",
  pod_present: "boolean",
  short_paid: "boolean",
  accessorial_disputed: "boolean",
  factored: "boolean",
  portal_rejected: "boolean",
  webhook_result: "result",
} as const;
export type Fact = keyof typeof factTypes;
export type FactType = (typeof factTypes)[Fact];
export type FactsOf<Type extends FactType> = {
  [Name in Fact]: (typeof factTypes)[Name] extends Type ? Name : never;
}[Fact];

/** Every fact of a type, in the order in which they are offered. */
export function factsOf<Type extends FactType>(type: Type): [FactsOf<Type>, ...FactsOf<Type>[]] {
  const names = (Object.keys(factTypes) as Fact[]).filter((name) => factTypes[name] === type);
  return names as [FactsOf<Type>, ...FactsOf<Type>[]];
}

export const ageingBuckets = ["not_due", "days_1_30", "days_31_60", "days_61_90", "over_90"] as const;
export const riskLevels = ["low", "medium", "high"] as const;
export const debtorKinds = ["company", "sole_trader", "consumer"] as const;
export type AgeingBucket = (typeof ageingBuckets)[number];
export type RiskLevel = (typeof riskLevels)[number];
export type DebtorKind = (typeof debtorKinds)[number];

/** What a webhook answered, by the path that its step keeps. */
export type WebhookResults = Record<string, Record<string, string | number | boolean | null>>;

/** Parts that cost a statement of their own: loaded only where a graph asks for them (`factsUsed`). */
export type FactPart = "invoices" | "payments" | "promises" | "freight" | "profile" | "responses" | "fees";

/** What is known of a debtor; a part that was not loaded is absent, and what asks about it does not hold. */
export type RuleFacts = {
  /** Of the invoices that are chased; a currency without open money may be left out. */
  balances: { currency: string; openMinor: number; overdueMinor: number }[];
  invoiceCount: number;
  /** Due day of the oldest open invoice, "YYYY-MM-DD". */
  oldestDueOn: string | null;
  debtorKind: DebtorKind;
  country: string | null;
  language?: string;
  /** IANA name: days count in it. */
  zone: string;
  /** There is an address on that channel that is neither suppressed nor opted out. */
  reachable: Record<Channel, boolean>;
  tags: string[];
  /** Every invoice that is still open is disputed. */
  disputed: boolean;
  invoices?: { overdueCount: number; largest: { currency: string; openMinor: number }[] };
  payments?: { averageDaysLate: number | null; lastPaidOn: string | null };
  promises?: { broken: number; openDueOn: string | null };
  freight?: FreightFacts;
  profile?: { stage: string | null; fields: Record<string, unknown> };
  results?: WebhookResults;
};

export type FreightFacts = {
  /** Every open invoice has its proof of delivery. */
  podPresent: boolean;
  shortPaid: boolean;
  accessorialDisputed: boolean;
  factored: boolean;
  portalRejected: boolean;
  modes: string[];
  /** "Dallas > Atlanta". */
  lanes: string[];
};

/** Which part each fact is read from; the others are always there. */
export const partsOfFact: Partial<Record<Fact, readonly FactPart[]>> = {
  largest_invoice: ["invoices"],
  overdue_invoice_count: ["invoices"],
  average_days_late: ["payments"],
  last_payment: ["payments"],
  broken_promises: ["promises"],
  risk: ["payments", "promises"],
  stage: ["profile"],
  field: ["profile"],
  mode: ["freight"],
  lane: ["freight"],
  pod_present: ["freight"],
  short_paid: ["freight"],
  accessorial_disputed: ["freight"],
  factored: ["freight"],
  portal_rejected: ["freight"],
};

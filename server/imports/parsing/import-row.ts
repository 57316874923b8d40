// A row of the file once it is understood: what it says about a debtor, a contact and an invoice. Pure.
import type { RowProblem } from "@/server/imports/contract";
import type { DebtorKind, InvoiceState } from "@/server/imports/parsing/values/words";

/** Absent means the file does not say; only what a file says can change anything. */
export type DebtorFacts = {
  kind?: DebtorKind;
  country?: string;
  region?: string;
  city?: string;
  postalCode?: string;
  street?: string;
  addressVerified?: boolean;
  statedTimeZone?: string;
  language?: string;
  tags?: string[];
};

export type Address = { kind: "email" | "phone"; address: string };

export type ConsentFact = {
  channel: "email" | "sms" | "voice";
  address: string;
  granted: boolean;
  written: boolean;
};

export type ContactFacts = {
  name?: string;
  jobTitle?: string;
  addresses: Address[];
  consents: ConsentFact[];
  consentOn?: string;
  /** When the row's numbers were found to be still this debtor's. */
  numbersVerifiedOn?: string;
  consentWording?: string;
  optOuts: { channel: "email" | "sms" | "voice"; address: string }[];
};

export type FreightFacts = {
  loadNumber?: string;
  bolNumber?: string;
  laneOrigin?: string;
  laneDestination?: string;
  mode?: string;
  hasPod?: boolean;
  factored?: boolean;
  portalRejected?: boolean;
  shortPayMinor?: number;
  accessorialMinor?: number;
  documents?: { name: string; kind: string }[];
};

export type InvoiceFacts = {
  number: string;
  numberKey: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  amountMinor: number;
  /** What the file says was paid; null when it says nothing about payments. */
  paidMinor: number | null;
  /** The day of the payment; null when the file does not give it. */
  paidOn: string | null;
  state: InvoiceState | null;
  disputed: boolean | null;
  disputeReason?: string;
  freight: FreightFacts;
};

/** Who a row is about. Rows that say the same of them share one value while it is remembered. */
export type PartyFacts = {
  externalId: string | null;
  name: string | null;
  debtor: DebtorFacts;
  contact: ContactFacts | null;
};

export type ImportRow = { line: number; party: PartyFacts; invoice: InvoiceFacts | null };

export type ReadRow =
  | { line: number; row: ImportRow }
  | { line: number; problems: RowProblem[] }
  | { line: number; blank: true };

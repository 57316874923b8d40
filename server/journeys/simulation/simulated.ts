// What a simulation starts from. Pure.
import type { Channel, ExecutableGraph } from "@/server/journeys/graph/schema";
import type { Behaviour } from "@/server/journeys/simulation/behaviour";
import type { Happening, SimulatedInvoice } from "@/server/journeys/simulation/happenings";
import type { DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import type { LedgerEntry } from "@/server/touches/deciding/ledger";

export type SimulatedDebtor = {
  facts: DebtorFacts;
  invoices: SimulatedInvoice[];
  optOuts: { channel: Channel; address: string }[];
  /** Open promises; `paidMinor` came in since each was made. */
  promises: { currency: string; amountMinor: number; dueOn: string; paidMinor: number }[];
  /** Contacts of the last weeks, by whatever campaign. */
  contacts: LedgerEntry[];
  /** What surely happens, whatever the journey does. */
  happenings: Happening[];
  /** What else they would do; null: nothing but `happenings`. */
  behaviour: Behaviour | null;
};

/** Whom the journey takes in, as a campaign's audience does. */
export type Entry = {
  overdueDaysMin: number;
  /** Also on later days, as invoices pass the mark; else only at the beginning. */
  rolling: boolean;
};

export type Simulation = {
  graph: ExecutableGraph;
  tenant: TenantFacts;
  debtors: readonly SimulatedDebtor[];
  seed: string;
  /** The first day, in the workspace's zone, and how many. */
  from: string;
  days: number;
  /** When the journey begins on its day and takes others in on later ones. */
  startsAt?: string;
  entry: Entry;
};

// What a simulation starts from. Pure.
import type { Channel, ExecutableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import type { FactPart } from "@/server/journeys/rules/facts";
import type { Behaviour } from "@/server/journeys/simulation/behaviour";
import type { Happening, SimulatedInvoice } from "@/server/journeys/simulation/happenings";
import type { CampaignLimits } from "@/server/journeys/simulation/spending";
import type { Team } from "@/server/journeys/simulation/team";
import type { DebtorFacts, OptOutSource, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import type { LedgerEntry, ReplyEntry } from "@/server/touches/deciding/ledger";

export type SimulatedDebtor = {
  facts: DebtorFacts;
  invoices: SimulatedInvoice[];
  /** Those that stand; without a time they stand since before any consent. */
  optOuts: { channel: Channel; address: string; at?: Date; source?: OptOutSource }[];
  /** Open promises; `paidMinor` came in since each was made. */
  promises: { currency: string; amountMinor: number; dueOn: string; paidMinor: number }[];
  /** Contacts of the last weeks, by whatever campaign. */
  contacts: LedgerEntry[];
  /** What they wrote in the last weeks. */
  replies: ReplyEntry[];
  /** What surely happens, whatever the journey does. */
  happenings: Happening[];
  /** What else they would do; null: nothing but `happenings`. */
  behaviour: Behaviour | null;
  /** What branches ask beside money and addresses, as it was known at the beginning. */
  more?: Pick<EnrollmentFacts, FactPart>;
};

/** Whom the journey takes in, as a campaign's audience does. */
export type Entry = {
  overdueDaysMin: number;
  /** Also on later days, as invoices pass the mark; else only at the beginning. */
  rolling: boolean;
  /** Only invoices that are due from that day on bring their debtor in; older ones are chased along with them. */
  marksFrom?: string;
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
  /** The instant at which it begins on its first day, where that is not `startsAt`. */
  begin?: Date;
  entry: Entry;
  /** Who answers what the journey asks the workspace's own people and systems; without, nobody does. */
  team?: Team;
  /** Of the campaign; then all debtors are lived through together, because they share them. */
  limits?: CampaignLimits;
};

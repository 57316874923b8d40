// How long something must be kept, or may be, as data: what, of whom, from when, for how long, and where it is written.
import type { DataKind } from "@/server/retention/contract";

/** From which day the time runs. */
export type RunsFrom = "last_activity" | "made" | "ended" | "year_end";

export type RetentionRule = {
  id: string;
  data: DataKind;
  /** `keep`: at least so long. `drop`: no longer than that. */
  asks: "keep" | "drop";
  /** Countries or "EU"; absent: everywhere. */
  places?: readonly string[];
  /** Whose country: books follow their keeper, what was said follows whom it was said to. */
  placeOf: "workspace" | "debtor";
  roles?: readonly ("first_party" | "third_party")[];
  debtorKinds?: readonly ("company" | "sole_trader" | "consumer")[];
  for: { years: number } | { months: number } | { days: number };
  from: RunsFrom;
  basis: "statute" | "regulation" | "policy";
  citation: string;
  url: string | null;
  /** Whether the text of the rule was seen in a source; an unverified rule binds like the others. */
  verified: boolean;
  verifiedOn: string;
  effectiveFrom: string;
};

// What the interpreter may know of a debtor, loaded fresh for each wake. Plain data. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { Change } from "@/server/journeys/graph/settings";
import type { RuleFacts } from "@/server/journeys/rules/facts";

export type EnrollmentFacts = RuleFacts & {
  /** Seeds the splits. */
  enrollmentId: string;
  /** What came of earlier contacts. */
  responses?: Record<Channel, ChannelResponses>;
  /** Overdue invoices and what was charged on them before. */
  fees?: ChargeableInvoice[];
};

/** `answered`: a reply, a call picked up, a link opened. */
export type ChannelResponses = { sent: number; answered: number };

export type ChargeableInvoice = {
  invoiceId: string;
  currency: string;
  openMinor: number;
  dueOn: string;
  /** Last day that interest was charged for. */
  chargedUntil: string | null;
  chargedMinor: number;
  fixedCharged: boolean;
};

/** Nothing is open any more in any currency. */
export function settled(facts: EnrollmentFacts): boolean {
  return facts.balances.every((balance) => balance.openMinor <= 0);
}

/** The facts as they are once an update step has changed them. */
export function withChanges<Facts extends RuleFacts>(facts: Facts, changes: readonly Change[]): Facts {
  let { tags, profile } = facts;
  for (const change of changes) {
    if (change.do === "add_tag") tags = tags.includes(change.tag) ? tags : [...tags, change.tag];
    if (change.do === "remove_tag") tags = tags.filter((tag) => tag !== change.tag);
    if (change.do === "set_stage" && profile) profile = { ...profile, stage: change.stage };
    if (change.do === "set_field" && profile) {
      profile = { ...profile, fields: { ...profile.fields, [change.field]: change.value } };
    }
  }
  return { ...facts, tags, profile };
}

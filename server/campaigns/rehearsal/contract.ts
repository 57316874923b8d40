// What would happen if a campaign were launched: who enters, what leaves when and at what cost, who is left out. Safe in
// the browser.
import { launchCampaignInput } from "@/server/campaigns/contract";
import type { Check } from "@/server/campaigns/rehearsal/checks";
import type { Channel } from "@/server/journeys/graph/schema";
import type { Trigger } from "@/server/journeys/graph/settings";

export const rehearseLaunchInput = launchCampaignInput.omit({ name: true });

/** The rehearsal goes on for so long, and as if nobody answered or paid: more than that a launch does not do. */
export const REHEARSED_DAYS = 30;

export const LISTED_TOUCHES = 20;

/** Why a debtor would not be contacted; `policy` and `limits` name their code. */
export type LeftOutReason =
  | "elsewhere"
  | "stopped"
  | "held_out"
  | "payment_on_its_way"
  | "no_step"
  | "limits"
  | "policy";

export type LeftOut = {
  reason: LeftOutReason;
  code: string | null;
  debtors: number;
  /** A few of them, where they were looked at one by one. */
  sample: { debtorId: string; name: string }[];
};

export type RehearsedTouch = {
  debtorId: string;
  debtorName: string;
  channel: Channel;
  nodeId: string;
  /** The subject of an e-mail, or how a text or a call begins, as this debtor would read it. */
  says: string;
  /** In whose wall clock `at` is read. */
  zone: string;
  /** When it leaves, or would have been made. */
  at: Date;
  /** `put_off`: leaves at `at`, later than its step came up; `refused`: never. */
  outcome: "leaves" | "put_off" | "refused";
  code: string | null;
};

export type ChannelForecast = {
  firstDay: number;
  /** Over all days of the rehearsal, the first one in it. */
  inAll: number;
  /** Of the first day's: put off at least once, and refused. */
  putOff: number;
  refused: number;
  perTouchMicros: number;
};

export type Rehearsal = {
  startsAt: Date;
  /** The workspace's. */
  zone: string;
  days: number;
  /** Debtors come in by themselves, from the launch on; then `entering` are those of the rehearsal's days. */
  trigger: Exclude<Trigger["on"], "manual"> | null;
  entering: {
    debtors: number;
    invoices: number;
    totals: { currency: string; openMinor: number }[];
    heldOut: number;
    /** The rule was tried on so many debtors and no more; null when on everybody. */
    triedOn: number | null;
  };
  /** So many debtors were followed and stand for the others; null when everybody was. */
  followed: number | null;
  /** Phone lines that nobody has looked up: taken for mobiles, whose rules are the strictest. */
  unknownLines: number;
  /** What leaves in each of the first 24 hours. */
  hours: ({ at: Date } & Record<Channel, number>)[];
  channels: Record<Channel, ChannelForecast>;
  /** In which the costs are. */
  costCurrency: string;
  firstLeavesAt: Date | null;
  touches: RehearsedTouch[];
  leftOut: LeftOut[];
  checks: Check[];
};

/** Nothing stands in the way of launching. */
export const mayLaunch = (checks: readonly Check[]) => checks.every((check) => check.result !== "fail");

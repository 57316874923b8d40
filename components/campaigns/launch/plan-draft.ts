// How the campaign is run, as typed; and the plan it says. Pure.
import { minorFromText } from "@/components/journey-builder/step-forms/amount-text";
import { type CampaignPlan, campaignPlan } from "@/server/campaigns/plan-contract";
import { listPriceMicros } from "@/server/list-prices";
import { currencyExponent, isCurrency } from "@/server/money";
import { dayIn, instantAt } from "@/server/time/calendar";

export type Pace = { email: string; sms: string; voice: string };

export type PlanDraft = {
  /** `YYYY-MM-DDTHH:mm`, in the workspace's zone. */
  startsAt: string;
  endsAt: string;
  priority: "low" | "normal" | "high";
  holdoutPercent: string;
  goal: "none" | "recovered" | "settled_share";
  goalAmount: string;
  budgetTouches: string;
  budgetCost: string;
  pace: Pace;
};

export const priorities = { low: 25, normal: 50, high: 75 } as const;

export const emptyPlan: PlanDraft = {
  startsAt: "",
  endsAt: "",
  priority: "normal",
  holdoutPercent: "",
  goal: "none",
  goalAmount: "",
  budgetTouches: "",
  budgetCost: "",
  pace: { email: "", sms: "", voice: "" },
};

export type PlanField =
  | "startsAt"
  | "endsAt"
  | "holdoutPercent"
  | "goalAmount"
  | "budgetTouches"
  | "budgetCost"
  | "pace";

/**
 * The plan that was typed, or which fields cannot be read. `holdoutDefault`: where nothing was typed. Money is in `currency`,
 * the workspace's.
 */
export function readPlan(
  draft: PlanDraft,
  of: { timeZone: string; currency: string; holdoutDefault: number; now: Date },
): { plan: CampaignPlan } | { wrong: PlanField[] } {
  const wrong = new Set<PlanField>();
  const read = <T>(field: PlanField, text: string, parse: (text: string) => T | undefined): T | undefined => {
    if (text.trim() === "") return undefined;
    const value = parse(text.trim());
    if (value === undefined) wrong.add(field);
    return value;
  };
  const instant = (text: string) => {
    const [day, time] = text.split("T");
    return day && time ? instantAt(of.timeZone, day, time) : undefined;
  };
  const whole = (min: number, max: number) => (text: string) => {
    const value = Number(text);
    return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
  };
  const money = (text: string) => {
    if (!isCurrency(of.currency)) return undefined;
    const minor = minorFromText(text, currencyExponent(of.currency));
    return minor !== undefined && minor > 0 ? minor : undefined;
  };

  const startsAt = read("startsAt", draft.startsAt, instant);
  const endsAt = read("endsAt", draft.endsAt, instant);
  if (endsAt && endsAt <= (startsAt ?? of.now)) wrong.add("endsAt");
  const holdoutPercent = read("holdoutPercent", draft.holdoutPercent, whole(0, 50)) ?? of.holdoutDefault;
  const recovered = draft.goal === "recovered" ? read("goalAmount", draft.goalAmount, money) : undefined;
  const share = draft.goal === "settled_share" ? read("goalAmount", draft.goalAmount, whole(1, 100)) : undefined;
  if (draft.goal !== "none" && recovered === undefined && share === undefined) wrong.add("goalAmount");
  const touches = read("budgetTouches", draft.budgetTouches, whole(1, 100_000_000));
  const cost = read("budgetCost", draft.budgetCost, money);
  const pace = Object.fromEntries(
    (["email", "sms", "voice"] as const).flatMap((channel) => {
      const perHour = read("pace", draft.pace[channel], whole(1, 1_000_000));
      return perHour === undefined ? [] : [[channel, perHour]];
    }),
  );
  if (wrong.size > 0) return { wrong: [...wrong].sort() };
  return {
    plan: campaignPlan.parse({
      startsAt,
      endsAt,
      priority: priorities[draft.priority],
      holdoutPercent,
      ...(recovered !== undefined && { goal: { kind: "recovered", amountMinor: recovered, currency: of.currency } }),
      ...(share !== undefined && { goal: { kind: "settled_share", percent: share } }),
      ...((touches !== undefined || cost !== undefined) && {
        budget: {
          touches,
          ...(cost !== undefined && {
            cost: { amountMinor: cost, currency: of.currency, perTouchMicros: listPriceMicros },
          }),
        },
      }),
      ...(Object.keys(pace).length > 0 && { pace }),
    }),
  };
}

/** A plan as it would have been typed. */
export function draftOf(plan: CampaignPlan, timeZone: string): PlanDraft {
  const { goal, budget, pace = {} } = plan;
  const money = ({ amountMinor, currency }: { amountMinor: number; currency: string }) =>
    (amountMinor / 10 ** currencyExponent(currency)).toFixed(currencyExponent(currency));
  const typed = (value: number | undefined) => (value === undefined ? "" : String(value));
  const names = Object.keys(priorities) as (keyof typeof priorities)[];
  const off = (name: keyof typeof priorities) => Math.abs(priorities[name] - plan.priority);
  return {
    startsAt: plan.startsAt ? localMinute(timeZone, plan.startsAt) : "",
    endsAt: plan.endsAt ? localMinute(timeZone, plan.endsAt) : "",
    priority: names.reduce((best, name) => (off(name) < off(best) ? name : best)),
    holdoutPercent: String(plan.holdoutPercent),
    goal: goal?.kind ?? "none",
    goalAmount: goal === undefined ? "" : goal.kind === "recovered" ? money(goal) : String(goal.percent),
    budgetTouches: typed(budget?.touches),
    budgetCost: budget?.cost ? money(budget.cost) : "",
    pace: { email: typed(pace.email), sms: typed(pace.sms), voice: typed(pace.voice) },
  };
}

/** `YYYY-MM-DDTHH:mm` on the clock there. */
function localMinute(timeZone: string, at: Date): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  return `${dayIn(timeZone, at)}T${time}`;
}

/** Fewer than these and a holdout could say nothing for a long time: none is proposed. */
const HOLDOUT_DEBTORS_MIN = 500;
const HOLDOUT_PERCENT = 10;

/** The holdout that is proposed for an audience of so many debtors. */
export function proposedHoldout(debtors: number): number {
  return debtors >= HOLDOUT_DEBTORS_MIN ? HOLDOUT_PERCENT : 0;
}

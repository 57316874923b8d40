// The arithmetic of a batch's limits: pure but for its own counters.
import type { CampaignBudget, CampaignPace } from "@/server/campaigns/plan-contract";
import type { Channel } from "@/server/journeys/graph/schema";
import { currencyExponent } from "@/server/money";

type Known = { budget: CampaignBudget | null; pace: CampaignPace; spent: { touches: number; micros: number } };
type Hour = { used: number; expected: number };

/** Why a touch that the policy allows is not made now, and when it is asked about again. */
export type Hold = { code: "CAMPAIGN_PACE" | "CAMPAIGN_BUDGET"; until: Date };

export type Spending = { campaign_id: string; touches: number; micros: number };

const HOUR_MS = 3_600_000;
/** When a campaign that was given more budget goes on at the latest. */
const BUDGET_RETRY_MS = HOUR_MS;

export class Limits {
  private readonly campaigns = new Map<string, Known>();
  private readonly hours = new Map<string, Hour>();
  private readonly touched = new Set<string>();
  private readonly spenders = new Set<string>();
  private readonly exhausted = new Set<string>();

  constructor(private readonly now: Date) {}

  know(campaignId: string, known: Known): void {
    this.campaigns.set(campaignId, known);
  }

  knowHour(campaignId: string, channel: Channel, hour: Date, counts: Hour): void {
    this.hours.set(keyOf(campaignId, channel, hour.getTime()), { ...counts });
  }

  /** Takes one touch of what is left, or says what holds it. */
  take(campaignId: string, channel: Channel): Hold | null {
    const known = this.campaigns.get(campaignId);
    if (!known) return null;
    const price = known.budget?.cost?.perTouchMicros[channel] ?? 0;
    if (known.budget && isSpent(known.budget, known.spent, price)) {
      this.exhausted.add(campaignId);
      return { code: "CAMPAIGN_BUDGET", until: new Date(this.now.getTime() + BUDGET_RETRY_MS) };
    }
    const perHour = known.pace[channel];
    if (perHour !== undefined) {
      const key = keyOf(campaignId, channel, hourOf(this.now.getTime()));
      const hour = this.hours.get(key) ?? { used: 0, expected: 0 };
      if (hour.used >= perHour) return { code: "CAMPAIGN_PACE", until: this.putOff(campaignId, channel, perHour) };
      this.hours.set(key, { ...hour, used: hour.used + 1 });
      this.touched.add(key);
    }
    if (known.budget) {
      known.spent = { touches: known.spent.touches + 1, micros: known.spent.micros + price };
      this.spenders.add(campaignId);
    }
    return null;
  }

  /** The first later hour with room, spread evenly over it, so that who is put off does not come back in a crowd. */
  private putOff(campaignId: string, channel: Channel, perHour: number): Date {
    for (let start = hourOf(this.now.getTime()) + HOUR_MS; ; start += HOUR_MS) {
      const key = keyOf(campaignId, channel, start);
      const hour = this.hours.get(key) ?? { used: 0, expected: 0 };
      const taken = Math.max(hour.used, hour.expected);
      if (taken >= perHour) continue;
      this.hours.set(key, { ...hour, expected: taken + 1 });
      this.touched.add(key);
      return new Date(start + Math.floor((taken * HOUR_MS) / perHour));
    }
  }

  /** What to write. */
  changes(): {
    hours: { campaign_id: string; channel: string; hour: string; used: number; expected: number }[];
    spent: Spending[];
    exhausted: string[];
  } {
    return {
      hours: [...this.touched].sort().map((key) => {
        const [campaign_id = "", channel = "", start] = key.split(" ");
        const hour = this.hours.get(key) ?? { used: 0, expected: 0 };
        return { campaign_id, channel, hour: new Date(Number(start)).toISOString(), ...hour };
      }),
      spent: [...this.spenders].map((campaign_id) => {
        const { touches, micros } = this.campaigns.get(campaign_id)?.spent ?? { touches: 0, micros: 0 };
        return { campaign_id, touches, micros };
      }),
      exhausted: [...this.exhausted],
    };
  }
}

function isSpent(budget: CampaignBudget, spent: Known["spent"], priceMicros: number): boolean {
  if (budget.touches !== undefined && spent.touches >= budget.touches) return true;
  if (budget.cost === undefined) return false;
  const { amountMinor, currency } = budget.cost;
  return spent.micros + priceMicros > amountMinor * 10 ** (6 - currencyExponent(currency));
}

const hourOf = (ms: number) => ms - (ms % HOUR_MS);
const keyOf = (campaignId: string, channel: Channel, hourMs: number) => `${campaignId} ${channel} ${hourMs}`;

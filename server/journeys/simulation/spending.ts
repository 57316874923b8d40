// A campaign's budget and pace while it is lived through: kept between two instants as the engine keeps them in its
// tables, by the engine's own arithmetic. Pure.
import { Limits } from "@/server/campaigns/limits/limits";
import type { CampaignBudget, CampaignPace } from "@/server/campaigns/plan-contract";
import type { Channel } from "@/server/journeys/graph/schema";

export type CampaignLimits = { budget: CampaignBudget | null; pace: CampaignPace };

/** The one campaign of a simulation. */
export const SIMULATED = "simulated";

export class Spending {
  /** When the budget was spent: from then on the campaign stands still until a person gives it more. */
  spentAt: Date | null = null;
  private spent = { touches: 0, micros: 0 };
  private hours = new Map<string, { channel: Channel; hour: Date; used: number; expected: number }>();

  constructor(private readonly limits: CampaignLimits) {}

  /** What may still be done at that instant. */
  at(now: Date): Limits {
    const limits = new Limits(now);
    limits.know(SIMULATED, { ...this.limits, spent: this.spent });
    for (const { channel, hour, ...counts } of this.hours.values()) limits.knowHour(SIMULATED, channel, hour, counts);
    return limits;
  }

  /** Remembers what was taken at that instant. */
  keep(limits: Limits, now: Date): void {
    const { hours, spent, exhausted } = limits.changes();
    for (const { channel, hour, used, expected } of hours) {
      this.hours.set(`${channel} ${hour}`, { channel: channel as Channel, hour: new Date(hour), used, expected });
    }
    // Hours that are over are not asked about again.
    for (const [key, { hour }] of this.hours) if (hour.getTime() < now.getTime() - 3_600_000) this.hours.delete(key);
    const [own] = spent;
    if (own) this.spent = { touches: own.touches, micros: own.micros };
    if (exhausted.length > 0) this.spentAt ??= now;
  }
}

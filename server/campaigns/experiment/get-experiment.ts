import { sql } from "drizzle-orm";
import { type Experiment, HORIZON_DAYS } from "@/server/campaigns/experiment/contract";
import { chasedCurrencies, loadArms } from "@/server/campaigns/experiment/load-arms";
import { compareArms } from "@/server/campaigns/experiment/verdict";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const heldOutOrNot = sql`case when e.status = 'holdout' or e.outcome = 'held_out' then 'holdout' else 'treated' end`;

/**
 * The campaign against its holdout, in one currency: what share of the chased money came within the horizon, how soon, and
 * how sure that is. Null where nobody is held out.
 */
export function getExperiment(
  ctx: TenantContext,
  input: { campaignId: string; currency?: string },
): Promise<Experiment | null> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { campaignId } = input;
    const campaigns = await tx.execute<{ holdout_percent: number }>(sql`
      select holdout_percent from campaigns where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    if (found(campaigns.rows[0], "The campaign").holdout_percent === 0) return null;
    const currencies = await chasedCurrencies(tx, ctx, campaignId);
    const currency = input.currency ?? currencies[0];
    if (currency === undefined) return null;
    const arms = await loadArms(tx, ctx, { campaignId, currency, arm: heldOutOrNot });
    return {
      currency,
      currencies,
      horizonDays: HORIZON_DAYS,
      comparison: compareArms(arms("treated"), arms("holdout"), HORIZON_DAYS),
    };
  });
}

// What a campaign's calendar asks for: to start, and to end.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { endCampaign } from "@/server/campaigns/change-campaign";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import type { TenantContext } from "@/server/tenant-context";
import type { LineTypePort } from "@/server/touches/ports";

/**
 * Starts the workspace's campaigns whose time has come and ends those whose end has. Each is claimed by its status, so
 * that two callers never start one twice; one that was cut off while its audience entered is found by the sweep.
 */
export async function runSchedule(
  ctx: TenantContext,
  ports: { lookup: LineTypePort },
): Promise<{ started: number; ended: number }> {
  const now = ctx.clock.now().toISOString();
  const { starting, ending } = await withTenant(ctx, async (tx) => {
    const started = await tx.execute<{ id: string }>(sql`
      update campaigns set status = 'launching', launched_at = ${now}
      where tenant_id = ${ctx.tenantId} and status = 'scheduled' and starts_at <= ${now} returning id`);
    const over = await tx.execute<{ id: string }>(sql`
      select id from campaigns
      where tenant_id = ${ctx.tenantId} and ends_at <= ${now} and status in ('launching', 'running', 'paused')`);
    return { starting: started.rows, ending: over.rows };
  });
  for (const { id } of starting) await enterCampaign(ctx, id, ports);
  for (const { id } of ending) await endCampaign(ctx, { campaignId: id });
  return { started: starting.length, ended: ending.length };
}

/** When the workspace's calendar next asks for something; it may lie in the past. */
export async function nextScheduledAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select min(case when status = 'scheduled' then starts_at else ends_at end) as at from campaigns
    where tenant_id = ${ctx.tenantId} and (status = 'scheduled'
      or (ends_at is not null and status in ('launching', 'running', 'paused')))`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

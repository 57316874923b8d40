import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import type { Channel } from "@/server/journeys/graph/schema";

export type DueWork = {
  tenantId: string;
  mode: "live" | "sandbox";
  wake: boolean;
  /** Channels with queued touches whose time has come. */
  dispatch: Channel[];
  /** Channels with sends whose claim ran out. */
  inDoubt: Channel[];
};

/** By the workspace's own clock; one whose clock is being moved is left to that run. */
const at = sql`coalesce(case when t.mode = 'sandbox' then t.clock_at end, now())`;

/**
 * Workspaces with something due; the sweeps only find and fan out, so that the work itself stays in its verbs. In any
 * order: nobody past the limit waits for ever, and two workers do not begin with the same one.
 */
export function findDueWork(options: { tenantId?: string; limit?: number } = {}): Promise<DueWork[]> {
  const only = options.tenantId ? sql`and t.id = ${options.tenantId}` : sql``;
  return asSystem(
    "find-due-work",
    async (tx) => {
      const { rows } = await tx.execute<{
        id: string;
        mode: DueWork["mode"];
        wake: boolean;
        dispatch: (Channel | null)[];
        in_doubt: (Channel | null)[];
      }>(sql`
      select * from (
        select t.id, t.mode,
          exists (select 1 from enrollments e
            where e.tenant_id = t.id and e.status = 'waiting' and e.due_at <= ${at}) as wake,
          array(select c from unnest(array['email', 'sms', 'voice']) c where exists (
            select 1 from touches q
            left join enrollments e on e.tenant_id = q.tenant_id and e.id = q.enrollment_id
            left join campaigns p on p.tenant_id = e.tenant_id and p.id = e.campaign_id
            where q.tenant_id = t.id and q.channel = c and q.status = 'queued' and q.dispatch_at <= ${at}
              and (p.id is null or q.purpose <> 'reminder' or p.status <> 'paused'
                or p.pause_reason = 'budget'))) as dispatch,
          array(select distinct s.channel from touches s
            where s.tenant_id = t.id and s.status = 'sending' and s.claimed_until < now()) as in_doubt
        from tenants t where t.clock_target_at is null ${only}) due
      where wake or cardinality(dispatch) > 0 or cardinality(in_doubt) > 0
      order by random() limit ${options.limit ?? 500}`);
      return rows.map((row) => ({
        tenantId: row.id,
        mode: row.mode,
        wake: row.wake,
        dispatch: row.dispatch.filter((channel) => channel !== null),
        inDoubt: row.in_doubt.filter((channel) => channel !== null),
      }));
    },
    { byKey: true },
  );
}

/** The next instant at which a workspace on real time has something to wake or to send; null when nothing is planned. */
export function nextDueAt(): Promise<Date | null> {
  return asSystem(
    "find-due-work",
    async (tx) => {
      const { rows } = await tx.execute<{ at: string | null }>(sql`
      select min(least(
        (select min(e.due_at) from enrollments e where e.tenant_id = t.id and e.status = 'waiting'),
        (select min(first.dispatch_at) from unnest(array['email', 'sms', 'voice']) c cross join lateral (
           select q.dispatch_at from touches q
           where q.tenant_id = t.id and q.channel = c and q.status = 'queued' order by q.dispatch_at limit 1) first))) as at
      from tenants t where t.mode = 'live' or t.clock_at is null`);
      const next = rows[0]?.at ?? null;
      return next === null ? null : new Date(next);
    },
    { byKey: true },
  );
}

/** Campaigns whose launch was announced and lost, or cut off. */
export function findLaunching(limit = 100): Promise<{ tenantId: string; campaignId: string }[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ tenant_id: string; id: string }>(sql`
      select tenant_id, id from campaigns where status = 'launching' limit ${limit}`);
    return rows.map((row) => ({ tenantId: row.tenant_id, campaignId: row.id }));
  });
}

/** Moves to another version that were announced and lost, or cut off. */
export function findUnfinishedMoves(limit = 100): Promise<{ tenantId: string; campaignId: string }[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ tenant_id: string; campaign_id: string }>(sql`
      select tenant_id, campaign_id from campaign_moves where done_at is null limit ${limit}`);
    return rows.map((row) => ({ tenantId: row.tenant_id, campaignId: row.campaign_id }));
  });
}

/** Workspaces in which a campaign is to start or to end now, by their own clock. */
export function findScheduled(limit = 100): Promise<string[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ tenant_id: string }>(sql`
      select distinct c.tenant_id from campaigns c join tenants t on t.id = c.tenant_id
      where t.clock_target_at is null and ((c.status = 'scheduled' and c.starts_at <= ${at})
        or (c.status in ('launching', 'running', 'paused') and c.ends_at <= ${at}))
      limit ${limit}`);
    return rows.map((row) => row.tenant_id);
  });
}

/** Sandbox clocks that are to be moved: one whose announcement was lost would stand still and hold its workspace. */
export function findMovingClocks(limit = 100): Promise<{ tenantId: string; at: Date; targetAt: Date }[]> {
  return asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ id: string; clock_at: string; clock_target_at: string }>(sql`
      select id, clock_at, clock_target_at from tenants where clock_target_at is not null and clock_at is not null limit ${limit}`);
    return rows.map((row) => ({
      tenantId: row.id,
      at: new Date(row.clock_at),
      targetAt: new Date(row.clock_target_at),
    }));
  });
}

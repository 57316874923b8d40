// Debtors come into running campaigns by themselves: an invoice becomes due or overdue, a promise is broken, an event comes
// through the API. Each mark takes its debtor in once; one that was passed while nothing ran is found on the next run.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { audience } from "@/server/campaigns/contract";
import { isHeldOut } from "@/server/campaigns/entering/holdout";
import { takeOverInvoices } from "@/server/campaigns/entering/take-over-invoices";
import { whoFits } from "@/server/campaigns/facts/who-fits";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import {
  findMarks,
  type Mark,
  type TriggeredCampaign,
  triggeredInvoices,
} from "@/server/campaigns/triggers/find-marks";
import type { Trigger } from "@/server/journeys/graph/settings";
import { initialState } from "@/server/journeys/interpreter/advance";
import { daySpan, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";

const PAGE = 1_000;

/** Takes in whom running campaigns' triggers name, all of them or one kind; any number may run at once. */
export async function enterByTriggers(ctx: TenantContext, on?: Trigger["on"]): Promise<{ entered: number }> {
  const campaigns = await withTenant(ctx, (tx) => loadTriggered(tx, ctx, on));
  let entered = 0;
  for (const campaign of campaigns) {
    for (;;) {
      const page = await withTenant(ctx, (tx) => enterPage(tx, ctx, campaign));
      entered += page.entered;
      if (page.seen < PAGE) break;
    }
  }
  return { entered };
}

async function loadTriggered(
  tx: TenantTransaction,
  ctx: TenantContext,
  on: Trigger["on"] | undefined,
): Promise<TriggeredCampaign[]> {
  const { rows } = await tx.execute<{
    id: string;
    journey_version_id: string;
    trigger: Trigger;
    audience: unknown;
    launched_at: string;
    priority: number;
    holdout_percent: number;
  }>(sql`
    select id, journey_version_id, trigger, audience, coalesce(launched_at, created_at) as launched_at, priority,
           holdout_percent
    from campaigns
    where tenant_id = ${ctx.tenantId} and status = 'running' and trigger is not null
      ${on ? sql`and trigger ->> 'on' = ${on}` : sql``}`);
  if (rows.length === 0) return [];
  const { zone } = await workspaceDay(tx, ctx);
  return rows.map((row) => ({
    id: row.id,
    versionId: row.journey_version_id,
    trigger: row.trigger,
    audience: audience.parse(row.audience),
    priority: row.priority,
    holdoutPercent: row.holdout_percent,
    launchedAt: new Date(row.launched_at),
    launchedOn: dayIn(zone, new Date(row.launched_at)),
  }));
}

async function enterPage(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaign: TriggeredCampaign,
): Promise<{ seen: number; entered: number }> {
  // Two runs at once would each find the same marks: one goes after the other, also after a campaign that enters.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('enter-campaign:' || ${ctx.tenantId}, 0))`);
  const { today } = await workspaceDay(tx, ctx);
  const marks = await findMarks(tx, ctx, campaign, today, PAGE);
  if (marks.length === 0) return { seen: 0, entered: 0 };
  const graph = (await publishedGraphs(tx, ctx, [campaign.versionId])).get(campaign.versionId);
  if (!graph || graph === "invalid") return { seen: 0, entered: 0 };
  const start = graph.nodes.find((node) => node.kind === "start");
  const marked = [...new Set(marks.map((mark) => mark.debtorId))];
  const wanted = await whoFits(tx, ctx, marked, campaign.audience.where);
  const fitting = await whoFits(tx, ctx, wanted, start?.kind === "start" ? start.where : undefined);
  const entered = await enter(tx, ctx, campaign, { marks, fitting, today, state: initialState(graph) });
  if (entered > 0) await notifyWorkers(tx, ctx);
  return { seen: marks.length, entered };
}

/** Whoever is live in the campaign already gets the invoices added to what is chased. */
async function enter(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaign: TriggeredCampaign,
  page: { marks: readonly Mark[]; fitting: readonly string[]; today: string; state: unknown },
): Promise<number> {
  const now = ctx.clock.now().toISOString();
  const candidates = page.fitting.map((debtorId) => ({
    id: ctx.chance.id(),
    debtor_id: debtorId,
    held_out: isHeldOut(campaign.id, debtorId, campaign.holdoutPercent),
  }));
  const { rows } = await tx.execute<{ debtor_id: string; fresh: boolean; invoices: string[] | null }>(sql`
    with entered as (
      insert into enrollments (tenant_id, id, campaign_id, debtor_id, status, due_at, state, entered_at)
      select ${ctx.tenantId}::uuid, x.id, ${campaign.id}::uuid, x.debtor_id,
             case when x.held_out then 'holdout' else 'waiting' end,
             case when x.held_out then null else ${now}::timestamptz end,
             ${JSON.stringify(page.state)}::jsonb, ${now}::timestamptz
      from json_to_recordset(${JSON.stringify(candidates)}::json) as x(
        id uuid, debtor_id uuid, held_out boolean)
      on conflict (tenant_id, campaign_id, debtor_id) where status <> 'done' do nothing
      returning id, debtor_id),
    inside as (
      select id, debtor_id, true as fresh from entered
      union all
      select e.id, e.debtor_id, false from enrollments e
      where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaign.id} and e.status <> 'done'
        and e.debtor_id = any(${sql.param([...page.fitting])}::uuid[])),
    chased as (
      insert into enrollment_invoices (tenant_id, enrollment_id, invoice_id)
      select i.tenant_id, inside.id, i.id
      from inside join invoices i on i.debtor_id = inside.debtor_id
      where ${triggeredInvoices(ctx, campaign, page.today)}
      on conflict do nothing returning enrollment_id, invoice_id)
    select debtor_id, fresh,
      (select array_agg(chased.invoice_id) from chased where chased.enrollment_id = inside.id) as invoices
    from inside`);
  await takeOverInvoices(
    tx,
    ctx,
    campaign.id,
    rows.flatMap((row) => row.invoices ?? []),
  );
  const inside = new Set(rows.map((row) => row.debtor_id));
  const fitting = new Set(page.fitting);
  const seen = page.marks.filter((mark) => inside.has(mark.debtorId) || !fitting.has(mark.debtorId));
  const written = seen.map((mark) => ({ subject_id: mark.subjectId, entered: inside.has(mark.debtorId) }));
  await tx.execute(sql`
    insert into trigger_marks (tenant_id, campaign_id, subject_id, entered, at)
    select ${ctx.tenantId}::uuid, ${campaign.id}::uuid, subject_id, entered, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(written)}::json) as x(subject_id uuid, entered boolean)
    on conflict do nothing`);
  return rows.filter((row) => row.fresh).length;
}

/** When marks may be reached next: as the workspace's next day begins. Null where no running campaign has a trigger. */
export async function nextTriggerAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute(sql`
    select 1 from campaigns where tenant_id = ${ctx.tenantId} and status = 'running' and trigger is not null limit 1`);
  if (rows.length === 0) return null;
  const { zone, today } = await workspaceDay(tx, ctx);
  return daySpan(zone, today).until;
}

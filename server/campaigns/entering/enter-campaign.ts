import { sql } from "drizzle-orm";
import { refreshStatistics } from "@/db/refresh-statistics";
import { enrollmentInvoices, enrollments } from "@/db/schema/journeys";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type Audience, audience as audienceSchema } from "@/server/campaigns/contract";
import { chasedInvoices, keptElsewhere, largeEnough, wantedDebtors } from "@/server/campaigns/entering/audience-query";
import { isHeldOut } from "@/server/campaigns/entering/holdout";
import { takeOverInvoices } from "@/server/campaigns/entering/take-over-invoices";
import { whoFits } from "@/server/campaigns/facts/who-fits";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import { DomainError, found } from "@/server/errors";
import { closeEnded } from "@/server/escalations/close-ended";
import { initialState } from "@/server/journeys/interpreter/advance";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { lookUpLineTypes } from "@/server/touches/look-up-line-types";
import type { LineTypePort } from "@/server/touches/ports";

const BULK = 1_000;

type Campaign = {
  audience: Audience;
  status: string;
  versionId: string;
  priority: number;
  holdoutPercent: number;
  triggered: boolean;
};

/**
 * Takes a launching campaign's audience in, a page of debtors a transaction, each due at once. A run that was cut off
 * goes on where it stopped: who is in already is passed over. Phone lines that were never looked up are, first.
 */
export async function enterCampaign(
  ctx: TenantContext,
  campaignId: string,
  ports: { lookup: LineTypePort },
  options: { pageSize?: number } = {},
): Promise<{ entered: number }> {
  const { pageSize = 5_000 } = options;
  const loaded = await withTenant(ctx, async (tx) => {
    const campaign = await loadCampaign(tx, ctx, campaignId);
    const graphs = await publishedGraphs(tx, ctx, [campaign.versionId]);
    const graph = graphs.get(campaign.versionId);
    if (!graph || graph === "invalid") throw new DomainError("PRECONDITION", "The published journey cannot be run.");
    return { campaign, state: initialState(graph), today: (await workspaceDay(tx, ctx)).today };
  });
  if (loaded.campaign.status !== "launching") return { entered: 0 };

  let entered = 0;
  let after: string | null = null;
  // Where a trigger takes debtors in, nobody enters by being there already.
  while (!loaded.campaign.triggered) {
    const from: string | null = after;
    const page: string[] = await withTenant(ctx, (tx) => nextPage(tx, ctx, campaignId, loaded, from, pageSize));
    const debtorIds = await withTenant(ctx, (tx) => whoFits(tx, ctx, page, loaded.campaign.audience.where));
    if (debtorIds.length > 0) {
      await lookUpLineTypes(ctx, ports.lookup, debtorIds);
      entered += await withTenant(
        ctx,
        async (tx) => {
          await closeEnded(tx, ctx, debtorIds);
          return enterPage(tx, ctx, campaignId, loaded, debtorIds);
        },
        { byKey: true },
      );
      if (from === null) await refreshed(entered);
    }
    after = page.at(-1) ?? null;
    if (page.length < pageSize) break;
  }
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      update campaigns set status = 'running'
      where tenant_id = ${ctx.tenantId} and id = ${campaignId} and status = 'launching'`);
    await notifyWorkers(tx, ctx);
  });
  await refreshed(entered);
  return { entered };
}

/** Many enrollments at once are news to the planner, for the next page already. */
async function refreshed(entered: number) {
  if (entered >= BULK) await refreshStatistics([enrollments, enrollmentInvoices]);
}

async function loadCampaign(tx: TenantTransaction, ctx: TenantContext, campaignId: string): Promise<Campaign> {
  const { rows } = await tx.execute<{
    audience: unknown;
    status: string;
    journey_version_id: string;
    priority: number;
    holdout_percent: number;
    triggered: boolean;
  }>(sql`
    select audience, status, journey_version_id, priority, holdout_percent, trigger is not null as triggered
    from campaigns
    where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
  const row = found(rows[0], "The campaign");
  return {
    audience: audienceSchema.parse(row.audience),
    status: row.status,
    versionId: row.journey_version_id,
    priority: row.priority,
    holdoutPercent: row.holdout_percent,
    triggered: row.triggered,
  };
}

type Loaded = { campaign: Campaign; state: EnrollmentState; today: string };

async function nextPage(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  { campaign, today }: Loaded,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { audience, priority } = campaign;
  const { rows } = await tx.execute<{ debtor_id: string }>(sql`
    select i.debtor_id from invoices i
    join debtors d on d.tenant_id = i.tenant_id and d.id = i.debtor_id
    where ${chasedInvoices(ctx, audience, today)} and ${wantedDebtors(ctx, audience)}
      ${after ? sql`and i.debtor_id > ${after}` : sql``}
      and not exists (select 1 from enrollments own where own.tenant_id = ${ctx.tenantId}
        and own.campaign_id = ${campaignId} and own.debtor_id = i.debtor_id)
      and not ${keptElsewhere(ctx, campaignId, priority)}
    group by i.debtor_id having ${largeEnough(audience)}
    order by i.debtor_id limit ${limit}`);
  return rows.map((row) => row.debtor_id);
}

async function enterPage(
  tx: TenantTransaction,
  ctx: TenantContext,
  campaignId: string,
  { campaign, state, today }: Loaded,
  debtorIds: readonly string[],
): Promise<number> {
  // Two campaigns that enter at once would each find the same debtors free: one enters after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('enter-campaign:' || ${ctx.tenantId}, 0))`);
  const now = ctx.clock.now().toISOString();
  // Each debtor's invoices are looked up by themselves, and joined here: of a workspace that was just imported the planner
  // knows nothing, and would read all of it for each.
  const chased = await tx.execute<{ id: string; debtor_id: string }>(sql`
    select i.id, i.debtor_id from unnest(${sql.param([...debtorIds])}::uuid[]) as asked
    cross join lateral (
      select i.id, i.debtor_id from invoices i
      where i.debtor_id = asked and ${chasedInvoices(ctx, campaign.audience, today)}
        and not ${keptElsewhere(ctx, campaignId, campaign.priority)} offset 0) i`);
  const invoicesOf = Map.groupBy(chased.rows, (row) => row.debtor_id);
  const people = [...invoicesOf.keys()].map((debtorId) => ({
    id: ctx.chance.id(),
    debtor_id: debtorId,
    held_out: isHeldOut(campaignId, debtorId, campaign.holdoutPercent),
  }));
  const { rows: entered } = await tx.execute<{ id: string; debtor_id: string }>(sql`
    insert into enrollments (tenant_id, id, campaign_id, debtor_id, status, due_at, state, entered_at)
    select ${ctx.tenantId}::uuid, x.id, ${campaignId}::uuid, x.debtor_id,
           case when x.held_out then 'holdout' else 'waiting' end,
           case when x.held_out then null else ${now}::timestamptz end,
           ${JSON.stringify(state)}::jsonb, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(people)}::json) as x(id uuid, debtor_id uuid, held_out boolean)
    where not exists (
      select 1 from enrollments own where own.tenant_id = ${ctx.tenantId} and own.campaign_id = ${campaignId}
        and own.debtor_id = x.debtor_id)
    on conflict (tenant_id, campaign_id, debtor_id) where status <> 'done' do nothing
    returning id, debtor_id`);
  const rows = entered.flatMap(({ id, debtor_id }) =>
    (invoicesOf.get(debtor_id) ?? []).map((invoice) => ({ enrollment_id: id, invoice_id: invoice.id })),
  );
  await takeOverInvoices(
    tx,
    ctx,
    campaignId,
    rows.map((row) => row.invoice_id),
  );
  await tx.execute(sql`
    insert into enrollment_invoices (tenant_id, enrollment_id, invoice_id)
    select ${ctx.tenantId}::uuid, x.enrollment_id, x.invoice_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(enrollment_id uuid, invoice_id uuid)`);
  return entered.length;
}

import { type SQL, sql } from "drizzle-orm";
import { openingKey } from "@/server/audit/person-seal";
import { readPerson } from "@/server/audit/read-person";
import {
  type EnrollmentHistory,
  type EnrollmentPage,
  type EnrollmentRow,
  type EnrollmentStatus,
  enrollmentCountMax,
  enrollmentStatuses,
  type ListEnrollmentsInput,
  type StepGroup,
} from "@/server/campaigns/contract";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { readEvent } from "@/server/campaigns/waking/quoting-events";
import { found } from "@/server/errors";
import type { Channel, ExecutableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentState, HistoryEvent } from "@/server/journeys/interpreter/state";
import { capped, decodeCursor, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A page of a campaign's debtors, those due next first. */
export function listEnrollments(ctx: TenantContext, input: ListEnrollmentsInput): Promise<EnrollmentPage> {
  const from = input.cursor ? decodeCursor(input.cursor) : null;
  const backwards = from?.side === "before";
  const direction = backwards ? sql`desc` : sql`asc`;
  const beyond = from
    ? sql`and (e.place, e.id) ${backwards ? sql`<` : sql`>`} (${String(from.value)}::interval, ${from.id}::uuid)`
    : sql``;
  const ordered = sql`order by place ${direction}, id ${direction} limit ${input.pageSize + 1}`;
  return read(ctx, "campaigns.read", async (tx) => {
    const legs = legsOf(ctx, input);
    const nearest = legs.map(
      (where) => sql`(select e.id, e.place from enrollments e where ${where} ${beyond} ${ordered})`,
    );
    const { rows } = await tx.execute<SqlRow>(sql`
      with page as materialized (select id from (${sql.join(nearest, sql` union all `)}) as nearest ${ordered})
      ${columns} where e.tenant_id = ${ctx.tenantId} and d.tenant_id = ${ctx.tenantId} and e.id in (select id from page)
      order by e.place ${direction}, e.id ${direction}`);
    const all = legs.map((where) => sql`(select from enrollments e where ${where})`);
    const counted = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from (${sql.join(all, sql` union all `)}) as every limit ${enrollmentCountMax + 1}) as counted`);
    const page = pageOf(rows, input.pageSize, from, (row) => ({ value: row.place, id: row.id }));
    const graphs = await publishedGraphs(
      tx,
      ctx,
      page.rows.map((row) => row.version_id),
    );
    return {
      ...page,
      rows: page.rows.map((row) => toRow(row, graphs.get(row.version_id))),
      total: capped(counted.rows[0]?.count ?? 0, enrollmentCountMax),
    };
  });
}

/** Whom a step's number counts. */
function ofStep(ctx: TenantContext, { nodeId, of }: { nodeId: string; of: StepGroup }): SQL {
  if (of === "waiting") return sql`and e.status in ('waiting', 'paused') and e.state->>'node' = ${nodeId}`;
  const events: Record<Exclude<StepGroup, "waiting">, object[]> = {
    entered: [{ kind: "went", to: nodeId }],
    passed: [
      { kind: "went", from: nodeId },
      { kind: "left", nodeId },
    ],
    failed: [
      { kind: "answered", nodeId, verdict: "deny" },
      { kind: "parked", nodeId },
    ],
  };
  const happened = events[of].map((event) => sql`h.events @> ${JSON.stringify([event])}::jsonb`);
  return sql`and exists (select 1 from enrollment_history h
    where h.tenant_id = ${ctx.tenantId} and h.enrollment_id = e.id and (${sql.join(happened, sql` or `)}))`;
}

/** The conditions on `enrollments e` that together mean what is asked for; an index holds each in the list's order. */
function legsOf(ctx: TenantContext, { campaignId, status, outcome, step }: ListEnrollmentsInput): SQL[] {
  const campaign = sql`e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}
    ${step ? ofStep(ctx, step) : sql``}`;
  if (outcome) return [sql`${campaign} and e.outcome = ${outcome} ${status ? sql`and e.status = ${status}` : sql``}`];
  return (status ? [status] : enrollmentStatuses).map((each) => sql`${campaign} and e.status = ${each}`);
}

/** What one debtor went through in a campaign, wake by wake, and what was sent. */
export function getEnrollmentHistory(ctx: TenantContext, input: { enrollmentId: string }): Promise<EnrollmentHistory> {
  return readPerson(ctx, "campaigns.read", "timeline", async (tx) => {
    const { enrollmentId } = input;
    const { rows } = await tx.execute<SqlRow>(sql`
      ${columns} where e.tenant_id = ${ctx.tenantId} and e.id = ${enrollmentId}`);
    const row = found(rows[0], "The enrollment");
    const graph = (await publishedGraphs(tx, ctx, [row.version_id])).get(row.version_id);
    const history = await tx.execute<{ id: string; at: string; events: HistoryEvent[] }>(sql`
      select id, at, events from enrollment_history
      where tenant_id = ${ctx.tenantId} and enrollment_id = ${enrollmentId} order by at, id limit 1000`);
    const key = await openingKey(tx, ctx, row.debtor_id);
    const touches = await tx.execute<{
      id: string;
      node_id: string | null;
      channel: Channel;
      status: string;
      at: string;
    }>(sql`
      select id, node_id, channel, status, coalesce(sent_at, dispatch_at) as at from touches
      where tenant_id = ${ctx.tenantId} and debtor_id = ${row.debtor_id} and enrollment_id = ${enrollmentId}
      order by created_at, id limit 1000`);
    const result: EnrollmentHistory = {
      ...toRow(row, graph),
      campaignId: toPublicId("campaign", row.campaign_id),
      campaignName: row.campaign_name,
      graph: graph && graph !== "invalid" ? graph : null,
      entries: history.rows.map(({ id, at, events }) => ({
        id,
        at: new Date(at),
        events: events.map((event) => readEvent(event, key)),
      })),
      touches: touches.rows.map((touch) => ({
        id: toPublicId("touch", touch.id),
        nodeId: touch.node_id,
        channel: touch.channel,
        status: touch.status,
        at: new Date(touch.at),
      })),
    };
    return { result, debtorId: row.debtor_id };
  });
}

const columns = sql`
  select e.id, e.debtor_id, d.name as debtor_name, e.status, e.state, e.due_at, e.outcome, e.parked_reason,
         e.entered_at, e.ended_at, e.place::text, c.id as campaign_id, c.name as campaign_name, coalesce(e.version_id, c.journey_version_id) as version_id
  from enrollments e
  join debtors d on d.tenant_id = e.tenant_id and d.id = e.debtor_id
  join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id`;

type SqlRow = {
  id: string;
  debtor_id: string;
  debtor_name: string;
  status: EnrollmentStatus;
  state: EnrollmentState;
  due_at: string | null;
  outcome: string | null;
  parked_reason: string | null;
  entered_at: string;
  ended_at: string | null;
  place: string;
  campaign_id: string;
  campaign_name: string;
  version_id: string;
};

function toRow(row: SqlRow, graph: ExecutableGraph | "invalid" | undefined): EnrollmentRow {
  const nodeId = row.state?.node ?? "";
  const node = graph && graph !== "invalid" ? graph.nodes.find((candidate) => candidate.id === nodeId) : undefined;
  return {
    id: toPublicId("enrollment", row.id),
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    status: row.status,
    nodeId,
    nodeKind: node?.kind ?? null,
    nodeTitle: node?.title ?? null,
    dueAt: row.due_at === null ? null : new Date(row.due_at),
    outcome: row.outcome,
    parkedReason: row.parked_reason,
    enteredAt: new Date(row.entered_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
  };
}

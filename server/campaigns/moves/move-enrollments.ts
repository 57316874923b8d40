// The move itself: pinned, then page by page, each page a transaction; a crash goes on where it stopped.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { movedState, type NodeMap } from "@/server/campaigns/moves/node-map";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import { DomainError } from "@/server/errors";
import type { EnrollmentState } from "@/server/journeys/interpreter/state";
import type { TenantContext } from "@/server/tenant-context";

const PAGE = 1_000;

type Move = { id: string; campaign_id: string; from_version_id: string; to_version_id: string; node_map: NodeMap };

/** Moves everybody whom the map leads somewhere. Safe to call again, and by two at once. */
export async function moveEnrollments(ctx: TenantContext, input: { campaignId: string }): Promise<{ moved: number }> {
  let moved = 0;
  for (;;) {
    const page = await withTenant(ctx, (tx) => movePage(tx, ctx, input.campaignId));
    moved += page.moved;
    if (page.over) return { moved };
  }
}

async function movePage(tx: TenantTransaction, ctx: TenantContext, campaignId: string) {
  const { rows: moves } = await tx.execute<Move>(sql`
    select id, campaign_id, from_version_id, to_version_id, node_map from campaign_moves
    where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and done_at is null for no key update`);
  const move = moves[0];
  if (!move) return { moved: 0, over: true };
  const graphs = await publishedGraphs(tx, ctx, [move.from_version_id, move.to_version_id]);
  const [from, to] = [graphs.get(move.from_version_id), graphs.get(move.to_version_id)];
  if (!from || !to || from === "invalid" || to === "invalid") {
    throw new DomainError("PRECONDITION", "One of the two versions cannot be run.");
  }
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{ id: string; state: EnrollmentState }>(sql`
    select id, state from enrollments
    where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and version_id = ${move.from_version_id}
      and status in ('waiting', 'paused', 'parked') and state->>'node' = any(${sql.param(Object.keys(move.node_map))}::text[])
    order by id limit ${PAGE} for no key update`);
  const changes = rows.flatMap(({ id, state }) => {
    const moved = movedState(state, move.node_map, from, to);
    return moved ? [{ id, before: state, after: moved.state, due_now: moved.dueNow }] : [];
  });
  if (changes.length > 0) {
    await tx.execute(sql`
      insert into enrollment_moves (tenant_id, move_id, enrollment_id, before, after)
      select ${ctx.tenantId}::uuid, ${move.id}::uuid, id, before, after
      from json_to_recordset(${JSON.stringify(changes)}::json) as x(id uuid, before jsonb, after jsonb)`);
    await tx.execute(sql`
      update enrollments e set version_id = null, state = x.after,
        due_at = case when x.due_now and e.status = 'waiting' then least(e.due_at, ${now}::timestamptz) else e.due_at end
      from json_to_recordset(${JSON.stringify(changes)}::json) as x(id uuid, after jsonb, due_now boolean)
      where e.tenant_id = ${ctx.tenantId} and e.id = x.id`);
  }
  const over = rows.length < PAGE;
  await tx.execute(sql`
    update campaign_moves set moved = moved + ${changes.length}, done_at = ${over ? now : null}
    where tenant_id = ${ctx.tenantId} and id = ${move.id}`);
  if (over) await notifyWorkers(tx, ctx);
  return { moved: changes.length, over };
}

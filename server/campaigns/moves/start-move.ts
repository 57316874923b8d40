import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { MovePreview, StartMoveInput } from "@/server/campaigns/moves/contract";
import { proposedMap, wrongInMap } from "@/server/campaigns/moves/node-map";
import { publishedGraphs } from "@/server/campaigns/published-graphs";
import { DomainError, found } from "@/server/errors";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { mutate, read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/** Who would move where: how many stand at each step, and where the step's id leads in the other version. */
export function previewMove(
  ctx: TenantContext,
  input: { campaignId: string; journeyVersionId: string },
): Promise<MovePreview> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { from, to } = await versionsOf(tx, ctx, input);
    const { rows } = await tx.execute<{ node_id: string; here: number }>(sql`
      select state->>'node' as node_id, count(*)::int as here from enrollments
      where tenant_id = ${ctx.tenantId} and campaign_id = ${input.campaignId} and status in ('waiting', 'paused', 'parked')
        and version_id is null
      group by 1`);
    const here = new Map(rows.map((row) => [row.node_id, row.here]));
    const map = proposedMap(from, to);
    return {
      steps: from.nodes
        .filter((node) => node.kind !== "exit")
        .map(({ id }) => ({ nodeId: id, here: here.get(id) ?? 0, proposed: map[id] ?? null })),
      targets: to.nodes.filter((node) => node.kind !== "exit").map(({ id }) => id),
    };
  });
}

/**
 * From now on the campaign runs the other version: whoever enters does, and those inside whose step the map names are moved
 * in the background. Everybody else stays on the version they are on. Throws PRECONDITION while a move is under way.
 */
export async function startMove(ctx: TenantContext, input: StartMoveInput, queue: WorkQueue): Promise<void> {
  const { campaignId, journeyVersionId, map } = input;
  await mutate(ctx, "campaigns.update", async (tx) => {
    const { from, to, fromId } = await versionsOf(tx, ctx, input);
    if (fromId === journeyVersionId) throw new DomainError("PRECONDITION", "The campaign runs this version already.");
    const wrong = wrongInMap(map, from, to);
    if (wrong.length > 0) {
      throw new DomainError("INVALID_INPUT", `These steps lead nowhere in the other version: ${wrong.join(", ")}.`, {
        fields: { map: "unknown step" },
      });
    }
    const running = await tx.execute(sql`
      select 1 from campaign_moves where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and done_at is null`);
    if (running.rows.length > 0) throw new DomainError("PRECONDITION", "A move is under way: wait until it is done.");
    // Whoever is being decided right now holds its row: the pin waits for it, and the engine then finds the version it began on.
    await tx.execute(sql`
      update enrollments set version_id = ${fromId}
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and version_id is null and status <> 'done'`);
    await tx.execute(sql`
      update campaigns set journey_version_id = ${journeyVersionId}
      where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    await tx.execute(sql`
      insert into campaign_moves (tenant_id, id, campaign_id, from_version_id, to_version_id, node_map, moved, started_at)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${campaignId}, ${fromId}, ${journeyVersionId},
              ${JSON.stringify(map)}::jsonb, 0, ${ctx.clock.now().toISOString()})`);
    const details = { from: fromId, to: journeyVersionId, steps: Object.keys(map).length };
    return { result: undefined, audit: { kind: "campaign", id: campaignId, details } };
  });
  await queue.announce({ name: "campaigns/move.started", data: { tenantId: ctx.tenantId, campaignId } });
}

async function versionsOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  { campaignId, journeyVersionId }: { campaignId: string; journeyVersionId: string },
): Promise<{ from: ExecutableGraph; to: ExecutableGraph; fromId: string }> {
  const { rows } = await tx.execute<{ from_id: string; status: string; same_journey: boolean | null }>(sql`
    select c.journey_version_id as from_id, c.status,
      (select n.journey_id = v.journey_id from journey_versions n
       where n.tenant_id = ${ctx.tenantId} and n.id = ${journeyVersionId}) as same_journey
    from campaigns c join journey_versions v on v.tenant_id = c.tenant_id and v.id = c.journey_version_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${campaignId} for no key update of c`);
  const { from_id: fromId, status, same_journey: sameJourney } = found(rows[0], "The campaign");
  if (sameJourney === null) found(undefined, "The published journey");
  if (!sameJourney) throw new DomainError("PRECONDITION", "That is a version of another journey.");
  if (status === "ended") throw new DomainError("PRECONDITION", "The campaign has ended.");
  const graphs = await publishedGraphs(tx, ctx, [fromId, journeyVersionId]);
  const [from, to] = [graphs.get(fromId), graphs.get(journeyVersionId)];
  if (!from || !to || from === "invalid" || to === "invalid") {
    throw new DomainError("PRECONDITION", "One of the two versions cannot be run.");
  }
  return { from, to, fromId };
}

import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { moveEnrollments } from "@/server/campaigns/moves/move-enrollments";
import { previewMove, startMove } from "@/server/campaigns/moves/start-move";
import { lastMove, undoMove } from "@/server/campaigns/moves/undo-move";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const first = lineGraph([steps.email("mail"), steps.waitDays("pause", 3), steps.email("again")]);
const second = lineGraph([steps.email("mail"), steps.waitDays("pause", 9), steps.sms("text")]);
const quiet = { announce: async () => {} };

async function rowsOf<T extends Record<string, unknown>>(ctx: TenantContext, query: ReturnType<typeof sql>) {
  return (await withTenant(ctx, (tx) => tx.execute<T>(query))).rows;
}

const touchesOf = (ctx: TenantContext) =>
  rowsOf<{ node_id: string; count: number }>(
    ctx,
    sql`select node_id, count(*)::int as count from touches where tenant_id = ${ctx.tenantId} group by 1 order by 1`,
  );

/** Another version of the journey that the campaign runs. */
async function publishNext(ctx: TenantContext, campaignId: string, graph: ExecutableGraph): Promise<string> {
  const id = ctx.chance.id();
  await rowsOf(
    ctx,
    sql`insert into journey_versions (tenant_id, id, journey_id, number, graph, published_at)
        select ${ctx.tenantId}, ${id}, v.journey_id, v.number + 1, ${JSON.stringify(graph)}::jsonb, now()
        from campaigns c join journey_versions v on v.id = c.journey_version_id
        where c.tenant_id = ${ctx.tenantId} and c.id = ${campaignId}`,
  );
  return id;
}

async function insideOf(debtors: number) {
  const { ctx, at } = await makeWorkspace();
  for (let n = 0; n < debtors; n += 1) await makeDebtor(ctx);
  const { campaignId } = await startCampaign(ctx, first);
  await wakeDue(ctx);
  return { ctx, at, campaignId, next: await publishNext(ctx, campaignId, second) };
}

describe("an edited journey", () => {
  test("leaves those inside on the version they began on until they are moved", async () => {
    const { ctx, at } = await insideOf(1);
    await wakeDue(at(new Date("2026-03-05T15:00:00Z")));
    expect(await touchesOf(ctx)).toMatchObject([{ node_id: "again" }, { node_id: "mail" }]);
  });

  test("shows first who would move where, then moves them; nothing is sent twice", async () => {
    const { ctx, at, campaignId, next } = await insideOf(3);
    const preview = await previewMove(ctx, { campaignId, journeyVersionId: next });
    expect(preview.steps).toContainEqual({ nodeId: "pause", here: 3, proposed: "pause" });
    expect(preview.steps).toContainEqual({ nodeId: "again", here: 0, proposed: null });
    await startMove(ctx, { campaignId, journeyVersionId: next, map: { pause: "pause" } }, quiet);
    const done = await Promise.all([moveEnrollments(ctx, { campaignId }), moveEnrollments(ctx, { campaignId })]);
    expect(done.reduce((sum, { moved }) => sum + moved, 0)).toBe(3);
    await wakeDue(at(new Date("2026-03-05T15:00:00Z")));
    expect(await touchesOf(ctx)).toEqual([
      { node_id: "mail", count: 3 },
      { node_id: "text", count: 3 },
    ]);
  });

  test("a step that leads nowhere keeps its debtors on their version, whoever comes later runs the new one", async () => {
    const { ctx, at, campaignId, next } = await insideOf(1);
    await startMove(ctx, { campaignId, journeyVersionId: next, map: {} }, quiet);
    await moveEnrollments(ctx, { campaignId });
    await wakeDue(at(new Date("2026-03-05T15:00:00Z")));
    expect(await touchesOf(ctx)).toMatchObject([{ node_id: "again" }, { node_id: "mail" }]);
  });

  test("taken back within a day, who has not gone on stands where they stood, who has stays", async () => {
    const { ctx, at, campaignId, next } = await insideOf(2);
    await startMove(ctx, { campaignId, journeyVersionId: next, map: { pause: "text" } }, quiet);
    await moveEnrollments(ctx, { campaignId });
    await wakeDue(ctx, { batchSize: 1, batchesMax: 1 });
    expect(await lastMove(ctx, { campaignId })).toMatchObject({
      moved: 2,
      undoUntil: new Date("2026-03-03T15:00:00Z"),
    });
    expect(await undoMove(ctx, { campaignId })).toEqual({ back: 1, stayed: 1 });
    await expect(undoMove(ctx, { campaignId })).rejects.toMatchObject({ code: "PRECONDITION" });
    await wakeDue(at(new Date("2026-03-05T15:00:00Z")));
    expect(await touchesOf(ctx)).toEqual([
      { node_id: "again", count: 1 },
      { node_id: "mail", count: 2 },
      { node_id: "text", count: 1 },
    ]);
  });

  test("a day later it cannot be taken back, and a map to a step that is not there is refused", async () => {
    const { ctx, at, campaignId, next } = await insideOf(1);
    const wrong = { campaignId, journeyVersionId: next, map: { pause: "nowhere" } };
    await expect(startMove(ctx, wrong, quiet)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await startMove(ctx, { ...wrong, map: { pause: "pause" } }, quiet);
    await expect(startMove(ctx, { ...wrong, map: {} }, quiet)).rejects.toMatchObject({ code: "PRECONDITION" });
    await moveEnrollments(ctx, { campaignId });
    const late = at(new Date("2026-03-03T15:00:01Z"));
    await expect(undoMove(late, { campaignId })).rejects.toMatchObject({ code: "PRECONDITION" });
  });
});

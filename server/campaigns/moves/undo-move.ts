import { sql } from "drizzle-orm";
import type { MoveState } from "@/server/campaigns/moves/contract";
import { DomainError, found } from "@/server/errors";
import { mutate, read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const UNDO_HOURS = 24;

type Row = {
  id: string;
  from_version_id: string;
  to_version_id: string;
  started_at: string;
  done_at: string | null;
  undone_at: string | null;
  moved: number;
};

/** The campaign's last move, if there was one. */
export function lastMove(ctx: TenantContext, input: { campaignId: string }): Promise<MoveState | null> {
  return read(ctx, "campaigns.read", async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select id, from_version_id, to_version_id, started_at, done_at, undone_at, moved from campaign_moves
      where tenant_id = ${ctx.tenantId} and campaign_id = ${input.campaignId} order by started_at desc, id desc limit 1`);
    const row = rows[0];
    if (!row) return null;
    const until = undoUntil(row);
    return {
      fromVersionId: toPublicId("journeyVersion", row.from_version_id),
      toVersionId: toPublicId("journeyVersion", row.to_version_id),
      startedAt: new Date(row.started_at),
      doneAt: row.done_at === null ? null : new Date(row.done_at),
      undoneAt: row.undone_at === null ? null : new Date(row.undone_at),
      moved: row.moved,
      undoUntil: row.done_at !== null && row.undone_at === null && until > ctx.clock.now() ? until : null,
    };
  });
}

/**
 * Takes the last move back within a day: the campaign runs the version before, and everybody who has not gone on since stands
 * where they stood. Who has gone on stays on the new version, so that nothing is done again. Returns how many came back.
 */
export function undoMove(ctx: TenantContext, input: { campaignId: string }): Promise<{ back: number; stayed: number }> {
  const { campaignId } = input;
  return mutate(ctx, "campaigns.update", async (tx) => {
    const { rows } = await tx.execute<Row>(sql`
      select id, from_version_id, to_version_id, started_at, done_at, undone_at, moved from campaign_moves
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} order by started_at desc, id desc limit 1
      for no key update`);
    const move = found(rows[0], "The move");
    if (move.undone_at !== null || move.done_at === null || undoUntil(move) <= ctx.clock.now()) {
      throw new DomainError("PRECONDITION", "This move can no longer be taken back.");
    }
    // Those who joined or went on since keep the version they know.
    await tx.execute(sql`
      update enrollments set version_id = ${move.to_version_id}
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and version_id is null and status <> 'done'`);
    const back = await tx.execute(sql`
      update enrollments e set version_id = null, state = m.before
      from enrollment_moves m
      where m.tenant_id = ${ctx.tenantId} and m.move_id = ${move.id} and e.tenant_id = m.tenant_id
        and e.id = m.enrollment_id and e.status <> 'done' and e.state = m.after`);
    await tx.execute(sql`
      update enrollments set version_id = null
      where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId} and version_id = ${move.from_version_id}`);
    await tx.execute(sql`
      update campaigns set journey_version_id = ${move.from_version_id}
      where tenant_id = ${ctx.tenantId} and id = ${campaignId}`);
    await tx.execute(sql`
      update campaign_moves set undone_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${move.id}`);
    const result = { back: back.rowCount ?? 0, stayed: move.moved - (back.rowCount ?? 0) };
    return { result, audit: { kind: "campaign", id: campaignId, details: { undone: move.id, ...result } } };
  });
}

function undoUntil(row: Row): Date {
  return new Date(new Date(row.started_at).getTime() + UNDO_HOURS * 3_600_000);
}

// A line that is open says so now and then; one whose process went away is found by its silence.
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import type { Clock } from "@/server/clock";
import { raiseTask } from "@/server/escalations/raise-task";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";

export const KEEP_ALIVE_MS = 10_000;
/** Four missed signs of life. */
const LOST_AFTER_MS = 45_000;
const BATCH = 200;

export async function keepStreamsAlive(streamIds: readonly string[], clock: Clock): Promise<void> {
  if (streamIds.length === 0) return;
  await asSystem("resolve-stream", (tx) =>
    tx.execute(sql`
      update voice_streams set alive_at = ${clock.now().toISOString()}
      where id = any(${sql.param([...streamIds])}::uuid[]) and ended_at is null`),
  );
}

/** Only the first end counts. */
export async function endStream(
  stream: { tenantId: string; streamId: string },
  end: { by: "them" | "us" | "line" | "fault"; detail: string },
  clock: Clock,
): Promise<void> {
  await withTenant(stream, (tx) =>
    tx.execute(sql`
      update voice_streams set ended_at = ${clock.now().toISOString()}, ended_by = ${end.by},
        detail = ${end.detail.slice(0, 100)}
      where tenant_id = ${stream.tenantId} and id = ${stream.streamId} and ended_at is null`),
  );
}

/** Ends what nobody keeps alive, and asks a person to call back. Returns how many. */
export async function closeLostStreams(clock: Clock): Promise<number> {
  const before = new Date(clock.now().getTime() - LOST_AFTER_MS).toISOString();
  const silent = await asSystem("find-due-work", async (tx) => {
    const { rows } = await tx.execute<{ tenant_id: string; id: string }>(sql`
      select tenant_id, id from voice_streams where ended_at is null and alive_at < ${before} limit ${BATCH}`);
    return rows;
  });
  let lost = 0;
  for (const { tenant_id: tenantId, id: streamId } of silent) {
    if (await loseStream({ tenantId, streamId, silentSince: before }, clock)) lost += 1;
  }
  return lost;
}

/** True: it was this that ended it. */
async function loseStream(
  stream: { tenantId: string; streamId: string; silentSince: string },
  clock: Clock,
): Promise<boolean> {
  const ctx = await systemContext(stream.tenantId, "lost call");
  const now = clock.now().toISOString();
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ touch_id: string }>(sql`
      update voice_streams set ended_at = ${now}, ended_by = 'lost', detail = 'process_gone'
      where tenant_id = ${ctx.tenantId} and id = ${stream.streamId} and ended_at is null
        and redeemed_at is not null and alive_at < ${stream.silentSince}::timestamptz
      returning touch_id`);
    const touchId = rows[0]?.touch_id;
    if (touchId) await askToCallBack(tx, ctx, touchId);
    return touchId !== undefined;
  });
}

/** Somebody was talking to us and we went away. */
export async function askToCallBack(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<void> {
  const { rows } = await tx.execute<{ debtor_id: string }>(sql`
    select debtor_id from touches where tenant_id = ${ctx.tenantId} and id = ${touchId}`);
  const subject = { subjectKind: "touch", subjectId: touchId };
  const debtorId = rows[0]?.debtor_id ?? null;
  await raiseTask(tx, ctx, { kind: "call_lost", key: `call_lost:${touchId}`, debtorId, ...subject });
}

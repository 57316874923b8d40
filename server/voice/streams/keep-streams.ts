// A line that is open says so now and then; one whose process went away is found by its silence.
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { followCall } from "@/server/calls/recording/follow-call";
import type { Clock } from "@/server/clock";
import { found } from "@/server/errors";
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
    const { rows } = await tx.execute<{ call_id: string }>(sql`
      update voice_streams set ended_at = ${now}, ended_by = 'lost', detail = 'process_gone'
      where tenant_id = ${ctx.tenantId} and id = ${stream.streamId} and ended_at is null
        and redeemed_at is not null and alive_at < ${stream.silentSince}::timestamptz
      returning call_id`);
    const callId = rows[0]?.call_id;
    if (callId) await loseCall(tx, ctx, callId);
    return callId !== undefined;
  });
}

/** Somebody was talking to us and we went away: they are called back. A call of theirs is over with its line. */
export async function loseCall(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<void> {
  const { rows } = await tx.execute<{ debtor_id: string | null; touch_id: string | null }>(sql`
    select debtor_id, touch_id from calls where tenant_id = ${ctx.tenantId} and id = ${callId}`);
  const { debtor_id: debtorId, touch_id: touchId } = found(rows[0], "The call");
  const subject = touchId ? { subjectKind: "touch", subjectId: touchId } : { subjectKind: "call", subjectId: callId };
  await raiseTask(tx, ctx, { kind: "call_lost", key: `call_lost:${subject.subjectId}`, debtorId, ...subject });
  if (!touchId) await followCall(tx, ctx, { callId }, { ending: "answered", over: true });
}

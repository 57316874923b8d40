// The recordings of one line of a call, each a row and a file.
import { and, eq, sql } from "drizzle-orm";
import { callRecordings } from "@/db/schema/calls";
import { withTenant } from "@/db/tenant-transaction";
import { aboutRecordingKey, recordingName } from "@/server/calls/audio/recording-file";
import type { FileStore } from "@/server/files/ports";
import { newFileKey, SealedFileWriter } from "@/server/files/sealed-file";
import { writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { vaultOf } from "@/server/vault/vault";
import type { TapeEnd, Tapes } from "@/server/voice/recording/tapes";

export function storedTapes(ctx: TenantContext, of: { callId: string; streamId: string }, store: FileStore): Tapes {
  return {
    async open(startedAt) {
      const id = ctx.chance.id();
      const { tenantId } = ctx;
      const { key, sealed } = newFileKey(vaultOf(tenantId), aboutRecordingKey(id), (count) => ctx.chance.bytes(count));
      const row = { tenantId, id, ...of, sealedKey: sealed, startedAt };
      await withTenant(ctx, (tx) =>
        tx.insert(callRecordings).values({ ...row, format: "ulaw_8k_two_sides", state: "open" }),
      );
      const file = new SealedFileWriter(store, recordingName(row), key);
      return { write: (audio) => file.append(audio), end: (how) => endRecording(ctx, { ...of, id }, how) };
    },
  };
}

/** Only the first end counts. What was dropped is taken off the disk, and the call's page says so. */
async function endRecording(ctx: TenantContext, of: { id: string; callId: string }, how: TapeEnd): Promise<void> {
  const { tenantId } = ctx;
  const isDropped = how.is === "dropped";
  await withTenant(ctx, async (tx) => {
    const [ended] = await tx
      .update(callRecordings)
      .set({
        state: how.is,
        code: isDropped ? how.code : null,
        lengthMs: Math.floor(how.lengthMs),
        endedAt: ctx.clock.now(),
      })
      .where(and(eq(callRecordings.tenantId, tenantId), eq(callRecordings.id, of.id), eq(callRecordings.state, "open")))
      .returning({ id: callRecordings.id });
    if (!ended) return;
    const details = { seconds: Math.round(how.lengthMs / 1_000), ...(isDropped && { code: how.code }) };
    await writeAudit(tx, ctx, "calls.record", { kind: "call", id: of.callId, details });
    if (!isDropped) return;
    await tx.execute(sql`
      insert into file_removals (tenant_id, id, name, due_at)
      values (${tenantId}, ${of.id}, ${recordingName({ tenantId, id: of.id })}, ${ctx.clock.now().toISOString()}::timestamptz + interval '1 hour')
      on conflict do nothing`);
  });
}

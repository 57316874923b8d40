// A recording to whoever may listen; that they did stands in the log, once an hour a listener.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { readPerson } from "@/server/audit/read-person";
import type { RecordingPeaks } from "@/server/calls/audio/contract";
import { Peaks } from "@/server/calls/audio/peaks";
import { recordingFile, SIDES } from "@/server/calls/audio/recording-file";
import { soundOf, wavBytes, wavRange } from "@/server/calls/audio/wav";
import { found } from "@/server/errors";
import type { FileStore } from "@/server/files/ports";
import { readSealed } from "@/server/files/sealed-file";
import { workedBy, writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

type Of = { callId: string; recordingId: string };
type Range = { from: number; to: number };
const PIECE_BYTES = 128 * 1_024;

export type Playing = { bytes: number; read(range: Range): AsyncGenerator<Buffer> };

/** As WAV. */
export async function playRecording(ctx: TenantContext, of: Of, store: FileStore): Promise<Playing> {
  const { frames, read } = await open(ctx, of, store, true);
  return {
    bytes: wavBytes(frames),
    async *read(range) {
      for (let from = range.from; from < range.to; from += PIECE_BYTES) {
        const piece = { from, to: Math.min(range.to, from + PIECE_BYTES) };
        yield wavRange(frames, piece, await read(soundOf(piece)));
      }
    },
  };
}

export async function readPeaks(ctx: TenantContext, of: Of, store: FileStore): Promise<RecordingPeaks> {
  const { frames, read } = await open(ctx, of, store, false);
  const peaks = new Peaks(frames);
  const end = frames * SIDES;
  for (let from = 0; from < end; from += PIECE_BYTES)
    peaks.add(await read({ from, to: Math.min(end, from + PIECE_BYTES) }));
  return peaks.result;
}

async function open(ctx: TenantContext, { callId, recordingId }: Of, store: FileStore, isListening: boolean) {
  const { sealedKey, lengthMs } = await readPerson(ctx, "calls.listen", "call", async (tx) => {
    const { rows } = await tx.execute<{ sealed_key: Buffer; length_ms: number; debtor_id: string | null }>(sql`
      select r.sealed_key, r.length_ms, c.debtor_id from call_recordings r
      join calls c on c.tenant_id = r.tenant_id and c.id = r.call_id
      where r.tenant_id = ${ctx.tenantId} and r.id = ${recordingId} and r.call_id = ${callId} and r.state = 'kept'`);
    const row = found(rows[0], "The recording");
    if (isListening) await noteListening(tx, ctx, callId);
    return { result: { sealedKey: row.sealed_key, lengthMs: row.length_ms }, debtorId: row.debtor_id };
  });
  const file = recordingFile({ tenantId: ctx.tenantId, id: recordingId, sealedKey });
  return { frames: lengthMs * 8, read: (range: Range) => readSealed(store, file, range) };
}

async function noteListening(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<void> {
  const { rows } = await tx.execute(sql`
    select 1 from audit_entries where tenant_id = ${ctx.tenantId} and subject_id = ${callId} and action = 'calls.listen'
      and actor_id = ${workedBy(ctx.actor)} and at > ${ctx.clock.now().toISOString()}::timestamptz - interval '1 hour' limit 1`);
  if (rows.length === 0) await writeAudit(tx, ctx, "calls.listen", { kind: "call", id: callId });
}

// For *.db.test.ts and the browser: a recording of a call that is there, as a line would have kept it.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { FileStore } from "@/server/files/ports";
import type { TenantContext } from "@/server/tenant-context";
import { storedTapes } from "@/server/voice/recording/stored-tapes";

/** `sound`: samples of both sides, a byte each. */
export async function keepRecording(
  ctx: TenantContext,
  of: { callId: string; startedAt: Date; sound: Buffer },
  store: FileStore,
): Promise<string> {
  const { callId, startedAt, sound } = of;
  const tape = await storedTapes(ctx, { callId, streamId: ctx.chance.id() }, store).open(startedAt);
  await tape.write(sound);
  await tape.end({ is: "kept", lengthMs: sound.length / 16 });
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from call_recordings where tenant_id = ${ctx.tenantId} and call_id = ${callId}
      order by started_at desc limit 1`),
  );
  return rows[0]?.id ?? "";
}

/** Half a second a side in turns: ours, theirs, ours … */
export function dialogue(seconds: number): Buffer {
  const sound = Buffer.alloc(seconds * 16_000, 0xff);
  for (let frame = 0; frame < seconds * 8_000; frame += 1) {
    const side = Math.floor(frame / 4_000) % 2;
    const loud = 0x8f + (Math.floor(frame / 400) % 4) * 8;
    sound[frame * 2 + side] = frame % 20 < 10 ? loud : loud & 0x7f;
  }
  return sound;
}

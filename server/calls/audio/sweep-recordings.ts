// What is left over of recordings: those whose process went away are closed with what was written, and files whose rows are
// gone go as well.
import { type SQL, sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { BYTES_PER_MS, recordingName } from "@/server/calls/audio/recording-file";
import type { Clock } from "@/server/clock";
import type { FileStore } from "@/server/files/ports";
import { log } from "@/server/log";

const BATCH = 200;
/** A line that ended closes its recording itself; after so long nobody does. */
const CLOSED_WITHIN_MS = 2 * 60_000;
const AGAIN_AFTER_MS = 60 * 60_000;

type Found = { tenant_id: string; id: string; name: string };

/** Returns how many. */
export async function closeLostRecordings(store: FileStore, clock: Clock): Promise<number> {
  const before = new Date(clock.now().getTime() - CLOSED_WITHIN_MS).toISOString();
  const lost = await find(sql`
    select r.tenant_id, r.id, '' as name from call_recordings r
    left join voice_streams s on s.tenant_id = r.tenant_id and s.id = r.stream_id
    where r.state = 'open' and r.started_at < ${before}::timestamptz
      and (s.id is null or s.ended_at < ${before}::timestamptz)
    limit ${BATCH}`);
  for (const { tenant_id: tenantId, id } of lost) {
    const size = await store.size(recordingName({ tenantId, id })).catch(logged("a recording's length is not known"));
    if (size === undefined) continue;
    const lengthMs = Math.floor((size ?? 0) / BYTES_PER_MS);
    await withTenant({ tenantId }, (tx) =>
      tx.execute(sql`
        update call_recordings set state = ${lengthMs > 0 ? "kept" : "dropped"}, code = 'process_gone',
          length_ms = ${lengthMs}, ended_at = ${clock.now().toISOString()}
        where tenant_id = ${tenantId} and id = ${id} and state = 'open'`),
    );
  }
  return lost.length;
}

/** Returns how many. One that cannot be removed now is tried again later, behind the others. */
export async function removeFiles(store: FileStore, clock: Clock): Promise<number> {
  const due = await find(sql`
    select tenant_id, id, name from file_removals where due_at <= ${clock.now().toISOString()}::timestamptz
    order by due_at limit ${BATCH}`);
  let removed = 0;
  for (const { tenant_id: tenantId, id, name } of due) {
    const isRemoved = await store.remove(name).then(() => true, logged("a file could not be removed"));
    const later = new Date(clock.now().getTime() + AGAIN_AFTER_MS).toISOString();
    await withTenant({ tenantId }, (tx) =>
      tx.execute(
        isRemoved
          ? sql`delete from file_removals where tenant_id = ${tenantId} and id = ${id}`
          : sql`update file_removals set due_at = ${later} where tenant_id = ${tenantId} and id = ${id}`,
      ),
    );
    if (isRemoved) removed += 1;
  }
  return removed;
}

const logged =
  (what: string) =>
  (err: unknown): undefined => {
    log.warn({ err }, what);
  };

function find(which: SQL): Promise<Found[]> {
  return asSystem("find-due-work", async (tx) => (await tx.execute<Found>(which)).rows);
}

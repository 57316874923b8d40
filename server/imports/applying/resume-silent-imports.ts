import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import type { WorkQueue } from "@/server/work-queue";

/** Longer than any batch, or any retry's pause, keeps silent. */
const silentMinutes = 10;

/** Finds imports that are under way but have given no sign of life, and announces them again. Bounded. */
export async function resumeSilentImports(queue: WorkQueue): Promise<number> {
  const silent = await asSystem("find-due-work", (tx) =>
    tx.execute<{ tenant_id: string; id: string; status: string; beat: string }>(sql`
      select tenant_id, id, status, extract(epoch from beat_at)::text as beat from imports
      where status in ('checking', 'applying') and beat_at < now() - make_interval(mins => ${silentMinutes})
      order by beat_at limit 100`),
  );
  for (const { tenant_id: tenantId, id: importId, status, beat } of silent.rows) {
    const name = status === "checking" ? "imports/check.requested" : "imports/apply.requested";
    await queue.announce({ name, data: { tenantId, importId }, id: `${importId}:${status}:${beat}` });
  }
  return silent.rows.length;
}

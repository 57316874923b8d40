import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";
import type { WorkQueue } from "@/server/work-queue";

/** Longer than any one conversation keeps silent. */
const silentMinutes = 2;

/** Finds suites that are under way but have given no sign of life, and announces them again. Bounded. */
export async function resumeSilentSuites(queue: WorkQueue): Promise<number> {
  const silent = await asSystem("find-due-work", (tx) =>
    tx.execute<{ tenant_id: string; id: string; beat: string }>(sql`
      select tenant_id, id, extract(epoch from beat_at)::text as beat from flow_suites
      where status = 'running' and beat_at < now() - make_interval(mins => ${silentMinutes})
      order by beat_at limit 100`),
  );
  for (const { tenant_id: tenantId, id: suiteId, beat } of silent.rows) {
    await queue.announce({ name: "flows/suite.requested", data: { tenantId, suiteId }, id: `${suiteId}:${beat}` });
  }
  return silent.rows.length;
}

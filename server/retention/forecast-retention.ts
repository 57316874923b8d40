import { sql } from "drizzle-orm";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { expired, periodsOf } from "@/server/retention/candidates";
import { type Hold, holds, ownKinds, type RetentionForecast } from "@/server/retention/contract";
import { loadKeeping, periodRows } from "@/server/retention/load-keeping";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";

const EXAMPLES = 5;

/** What the next run would delete, with a few examples, and what is held and why; nothing is changed. */
export function forecastRetention(ctx: TenantContext): Promise<RetentionForecast[]> {
  return read(ctx, "retention.read", async (tx) => {
    const keeping = await loadKeeping(tx, ctx);
    const periods = periodsOf(periodRows(keeping));
    const of = { tenantId: ctx.tenantId, country: keeping.country, periods, now: ctx.clock.now().toISOString() };
    const forecast: RetentionForecast[] = [];
    for (const kind of ownKinds) {
      const { rows } = await tx.execute<Row>(sql`
        with over as materialized (${expired(kind, of)})
        select hold, count(*)::int as count, (
          select jsonb_agg(x) from (select o.debtor_id, o.label, o.since from over o
            where o.hold is not distinct from over.hold order by o.since limit ${EXAMPLES}) x) as examples
        from over group by hold`);
      const free = rows.find((row) => row.hold === null);
      forecast.push({
        kind,
        goes: free?.count ?? 0,
        examples: (free?.examples ?? []).map(({ debtor_id, label, since }) => ({
          id: debtor_id && toPublicId("debtor", debtor_id),
          label,
          since: instantOf(since).toISOString().slice(0, 10),
        })),
        held: holds.flatMap((hold) => {
          const row = rows.find((each) => each.hold === hold);
          return row ? [{ hold, count: row.count }] : [];
        }),
      });
    }
    const due = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from restricted_records
      where tenant_id = ${ctx.tenantId} and kept_until < ${keeping.today}`);
    forecast.push({ kind: "restricted", goes: due.rows[0]?.count ?? 0, examples: [], held: [] });
    return forecast;
  });
}

type Row = {
  hold: Hold | null;
  count: number;
  examples: { debtor_id: string | null; label: string; since: string }[] | null;
};

import { sql } from "drizzle-orm";
import type { JourneySummary } from "@/server/journeys/contract";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

type Row = {
  id: string;
  name: string;
  steps: number;
  updated_at: Date;
  updated_by: string | null;
  archived_at: Date | null;
  version_id: string | null;
  version_number: number | null;
  published_at: Date | null;
  changed: boolean;
  running: number;
};

/** Journeys in use, or the archived ones, changed last first. */
export async function listJourneys(ctx: TenantContext, input: { archived: boolean }): Promise<JourneySummary[]> {
  const { rows } = await read(ctx, "journeys.read", (tx) =>
    tx.execute<Row>(sql`
      select j.id, j.name, jsonb_array_length(j.draft -> 'nodes') as steps, j.updated_at, u.name as updated_by,
             j.archived_at, v.id as version_id, v.number as version_number, v.published_at,
             v.graph is distinct from j.draft as changed,
             (select count(*)::int from campaigns c
                join journey_versions w on w.tenant_id = c.tenant_id and w.id = c.journey_version_id
               where c.tenant_id = ${ctx.tenantId} and w.journey_id = j.id
                 and c.status in ('launching', 'running', 'paused')) as running
        from journeys j
        left join users u on u.id = j.updated_by
        left join lateral (
          select id, number, published_at, graph from journey_versions
           where tenant_id = j.tenant_id and journey_id = j.id order by number desc limit 1
        ) v on true
       where j.tenant_id = ${ctx.tenantId}
         and ${input.archived ? sql`j.archived_at is not null` : sql`j.archived_at is null`}
       order by j.updated_at desc, j.id desc
       limit 500`),
  );
  return rows.map((row) => ({
    id: toPublicId("journey", row.id),
    name: row.name,
    steps: row.steps,
    latestVersion:
      row.version_id && row.version_number !== null && row.published_at
        ? {
            id: toPublicId("journeyVersion", row.version_id),
            number: row.version_number,
            publishedAt: new Date(row.published_at),
          }
        : null,
    changed: row.changed,
    runningCampaigns: row.running,
    updatedAt: new Date(row.updated_at),
    updatedBy: row.updated_by,
    archivedAt: row.archived_at ? new Date(row.archived_at) : null,
  }));
}

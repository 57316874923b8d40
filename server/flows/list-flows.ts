import { sql } from "drizzle-orm";
import type { FlowSummary, FlowTemplateSummary } from "@/server/flows/contract";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { authorise, read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const MOST = 500;

/** Conversations in use, or the archived ones, changed last first. */
export async function listFlows(ctx: TenantContext, input: { archived: boolean }): Promise<FlowSummary[]> {
  const { rows } = await read(ctx, "flows.read", (tx) =>
    tx.execute<Row>(sql`
      select f.id, f.name, jsonb_array_length(f.draft -> 'nodes') as steps, f.updated_at, u.name as updated_by,
        f.archived_at, v.id as version_id, v.number, v.published_at, v.flow - 'ownSkills' is distinct from f.draft as changed
      from flows f
      left join users u on u.id = f.updated_by
      left join lateral (
        select id, number, published_at, flow from flow_versions
        where tenant_id = f.tenant_id and flow_id = f.id order by number desc limit 1) v on true
      where f.tenant_id = ${ctx.tenantId}
        and ${input.archived ? sql`f.archived_at is not null` : sql`f.archived_at is null`}
      order by f.updated_at desc, f.id desc limit ${MOST}`),
  );
  return rows.map((row) => ({
    id: toPublicId("flow", row.id),
    name: row.name,
    steps: row.steps,
    latestVersion:
      row.version_id && row.number !== null && row.published_at
        ? { id: toPublicId("flowVersion", row.version_id), number: row.number, publishedAt: new Date(row.published_at) }
        : null,
    changed: row.changed,
    updatedAt: new Date(row.updated_at),
    updatedBy: row.updated_by,
    archivedAt: row.archived_at === null ? null : new Date(row.archived_at),
  }));
}

type Row = {
  id: string;
  name: string;
  steps: number;
  updated_at: string;
  updated_by: string | null;
  archived_at: string | null;
  version_id: string | null;
  number: number | null;
  published_at: string | null;
  changed: boolean;
};

/** What a new conversation can start from. */
export function listFlowTemplates(ctx: TenantContext): FlowTemplateSummary[] {
  authorise(ctx, "flows.read");
  return flowTemplates.map(({ key, name, summary, flow }) => ({ key, name, summary, steps: flow.nodes.length }));
}

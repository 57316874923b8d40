import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { EffectOf, OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import type { Change } from "@/server/journeys/graph/settings";
import type { TenantContext } from "@/server/tenant-context";

/** Tags, fields and stage of debtors as update steps change them; saying the same again changes nothing. */
export async function updateDebtors(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"update">>[],
): Promise<void> {
  const rows = [...Map.groupBy(effects, (owned) => owned.debtorId)].map(([id, owned]) => ({
    id,
    ...together(owned.flatMap(({ effect }) => effect.changes)),
  }));
  await tx.execute(sql`
    update debtors d set
      tags = (select coalesce(array_agg(tag order by place), '{}') from (
        select tag, min(place) as place from unnest(d.tags || x.added) with ordinality as t(tag, place)
        where not tag = any(x.removed) group by tag) kept),
      fields = d.fields || x.fields,
      stage = coalesce(x.stage, d.stage),
      updated_at = ${ctx.clock.now().toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, added text[], removed text[], fields jsonb, stage text)
    where d.tenant_id = ${ctx.tenantId} and d.id = x.id`);
}

/** Many changes as one: the last word about each tag and field counts. */
function together(changes: readonly Change[]) {
  const tags = new Map<string, boolean>();
  const fields: Record<string, string> = {};
  let stage: string | null = null;
  for (const change of changes) {
    if (change.do === "add_tag" || change.do === "remove_tag") tags.set(change.tag, change.do === "add_tag");
    if (change.do === "set_field") fields[change.field] = change.value;
    if (change.do === "set_stage") stage = change.stage;
  }
  const those = (added: boolean) => [...tags].filter(([, on]) => on === added).map(([tag]) => tag);
  return { added: those(true), removed: those(false), fields, stage };
}

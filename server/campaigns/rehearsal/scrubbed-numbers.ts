// What do-not-disturb registries said of the numbers that a campaign would use. Internal to the rehearsal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ScrubbedNumbers } from "@/server/campaigns/rehearsal/checks";
import { channelsUsed } from "@/server/journeys/graph/channels-used";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { currentPack } from "@/server/policy/rules/pack";
import type { TenantContext } from "@/server/tenant-context";

export const noNumbers: ScrubbedNumbers = { numbers: 0, blocked: 0, stale: 0, unknown: 0 };
const DAY_MS = 86_400_000;

/** Where a rule asks a registry, and how old its answer may be. */
const asking = currentPack.rules.flatMap((rule) =>
  rule.kind === "registry" ? [{ places: rule.scope.places ?? [], maxAgeDays: rule.params.maxAgeDays }] : [],
);

/** Counts each number once, on the strictest of its channels; one that no registry and no rule knows is not counted. */
export async function scrubbedNumbers(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorIds: readonly string[],
  { graph, startsAt }: { graph: ExecutableGraph; startsAt: Date },
): Promise<ScrubbedNumbers> {
  const modes = channelsUsed(graph).filter((channel) => channel !== "email");
  if (modes.length === 0 || debtorIds.length === 0) return noNumbers;
  const places = sql.param(asking.flatMap((rule) => rule.places));
  const maxAgeDays = Math.min(...asking.map((rule) => rule.maxAgeDays));
  const since = new Date(startsAt.getTime() - maxAgeDays * DAY_MS).toISOString();
  const { rows } = await tx.execute<ScrubbedNumbers>(sql`
    with used as (
      select p.address, bool_or(d.country = any(${places}::text[])) as asked
      from contact_points p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
      where p.tenant_id = ${ctx.tenantId} and p.debtor_id = any(${sql.param([...debtorIds])}::uuid[])
        and p.kind = 'phone' and p.status = 'active'
      group by p.address),
    told as (
      select u.address, u.asked, bool_or(r.status = 'blocked') as blocked, min(r.checked_at) as checked_at
      from used u left join registry_numbers r on r.tenant_id = ${ctx.tenantId} and r.number = u.address
        and r.mode = any(${sql.param(modes)}::text[])
      group by 1, 2)
    select count(*)::int as numbers, (count(*) filter (where blocked))::int as blocked,
      (count(*) filter (where not blocked and checked_at < ${since}))::int as stale,
      (count(*) filter (where checked_at is null))::int as unknown
    from told where asked or checked_at is not null`);
  return rows[0] ?? noNumbers;
}

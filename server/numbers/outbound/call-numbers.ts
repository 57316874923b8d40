import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { chooseNumber, type PoolNumber } from "@/server/numbers/outbound/choose-number";
import type { TenantContext } from "@/server/tenant-context";

type Placed = { id: string; debtorId: string; point: { address: string } };

/** From which of the workspace's numbers each call is placed; one without a pool is not in it. */
export async function callNumbers(
  tx: TenantTransaction,
  ctx: TenantContext,
  calls: readonly Placed[],
): Promise<Map<string, string>> {
  const pool = await loadPool(tx, ctx);
  if (pool.length === 0) return new Map();
  const known = await tx.execute<{ debtor_id: string; from_number: string }>(sql`
    select distinct on (debtor_id) debtor_id, from_number from calls
    where tenant_id = ${ctx.tenantId} and direction = 'outbound'
      and debtor_id = any(${sql.param(calls.map(({ debtorId }) => debtorId))}::uuid[])
      and from_number = any(${sql.param(pool.map(({ e164 }) => e164))}::text[])
    order by debtor_id, started_at desc`);
  const knownFrom = new Map(known.rows.map((row) => [row.debtor_id, row.from_number]));
  const chosen = new Map<string, string>();
  for (const { id, debtorId, point } of calls) {
    const e164 = chooseNumber(pool, { to: point.address, knownFrom: knownFrom.get(debtorId) ?? null });
    const used = pool.find((number) => number.e164 === e164);
    if (!used) continue;
    used.callsToday += 1;
    chosen.set(id, used.e164);
  }
  return chosen;
}

async function loadPool(tx: TenantTransaction, ctx: TenantContext): Promise<PoolNumber[]> {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ e164: string; calls_today: number }>(sql`
    select n.e164, (select count(*)::int from calls c
      where c.tenant_id = n.tenant_id and c.from_number = n.e164
        and c.started_at >= date_trunc('day', ${now}, w.time_zone)) as calls_today
    from phone_numbers n join tenants w on w.id = n.tenant_id
    where n.tenant_id = ${ctx.tenantId} and n.outbound and n.archived_at is null`);
  return rows.map(({ e164, calls_today: callsToday }) => ({ e164, callsToday }));
}

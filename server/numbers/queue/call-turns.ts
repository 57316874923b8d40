// When a live workspace may place its next call: it has room for one more, and it is its turn at the vendor. Both are waited for
// before a call is claimed and decided about, so that what waited is decided by the rules of the instant at which it rings.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { takeDialTurn } from "@/server/numbers/queue/dial-turn";
import type { TenantContext } from "@/server/tenant-context";
import type { Turns } from "@/server/touches/dispatch/turns";

/** A call whose end nobody reported holds no place for longer; none lasts so long. */
const LIVE_MINUTES = 30;

export function callTurns(vendor: string, callsPerSecond: number): Turns {
  // Of what was claimed all was held back: the turn is still there, for a moment.
  const heldMs = Math.min(400, 400 / callsPerSecond);
  let heldUntil = 0;
  return {
    async wait(ctx) {
      if (performance.now() < heldUntil) return true;
      if (!(await withTenant(ctx, (tx) => hasWork(tx, ctx)))) return false;
      await sleep(await takeDialTurn(vendor, callsPerSecond));
      heldUntil = performance.now() + heldMs;
      return true;
    },
    async room(tx, ctx) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`calls at once ${ctx.tenantId}`}, 0))`);
      return Math.min(1, await freePlaces(tx, ctx));
    },
    used() {
      heldUntil = 0;
    },
  };
}

async function hasWork(tx: TenantTransaction, ctx: TenantContext): Promise<boolean> {
  if ((await freePlaces(tx, ctx)) <= 0) return false;
  const { rows } = await tx.execute(sql`
    select 1 from touches where tenant_id = ${ctx.tenantId} and channel = 'voice' and status = 'queued'
      and dispatch_at <= ${ctx.clock.now().toISOString()} limit 1`);
  return rows.length > 0;
}

/** Every call that goes on takes a place, theirs to us too; so does one that is being placed. */
async function freePlaces(tx: TenantTransaction, ctx: TenantContext): Promise<number> {
  const since = new Date(ctx.clock.now().getTime() - LIVE_MINUTES * 60_000).toISOString();
  const { rows } = await tx.execute<{ free: number }>(sql`
    select (w.calls_at_once
      - (select count(*) from calls c where c.tenant_id = w.id
          and c.status in ('initiated', 'ringing', 'in_progress') and c.started_at > ${since})
      - (select count(*) from touches t where t.tenant_id = w.id and t.channel = 'voice' and t.status = 'sending'
          and not exists (select 1 from calls c where c.tenant_id = t.tenant_id and c.touch_id = t.id)))::int as free
    from tenants w where w.id = ${ctx.tenantId}`);
  return rows[0]?.free ?? 0;
}

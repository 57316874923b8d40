import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { TrustedKeys } from "@/server/audit/chain/signature";
import type { LogCheckAnswer, LogStatus } from "@/server/audit/contract";
import { lastSealed } from "@/server/audit/sealing/seal-day";
import { verifyLog } from "@/server/audit/sealing/verify-log";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Longer chains are checked from their last daily seal on; `duelane audit verify` checks all. */
const WHOLE_MOST = 100_000;
const NAMED_MOST = 20;

/** How far the log is sealed, and what its last daily check said. */
export function getLogStatus(ctx: TenantContext): Promise<LogStatus> {
  return read(ctx, "audit.read", async (tx) => {
    const { rows } = await tx.execute<{
      links: number | null;
      entries: string | null;
      sealed_at: string | null;
      day: string | null;
      checked_at: string | null;
      problems: number | null;
      waiting: boolean;
    }>(sql`
      select h.seq as links, h.entries::text, h.sealed_at, s.day::text, s.sealed_at as checked_at, s.problems,
        (exists (select 1 from audit_entries e where e.tenant_id = t.id and e.log_position >= coalesce(h.upto, 0))
          or exists (select 1 from touch_receipts r where r.tenant_id = t.id and r.log_position >= coalesce(h.upto, 0)))
          as waiting
      from tenants t
      left join audit_heads h on h.tenant_id = t.id
      left join lateral (select day, sealed_at, problems from audit_seals s where s.tenant_id = t.id
        order by day desc limit 1) s on true
      where t.id = ${ctx.tenantId}`);
    const [row] = rows;
    return {
      sealed: row?.sealed_at
        ? { links: row.links ?? 0, entries: Number(row.entries ?? 0), until: new Date(row.sealed_at) }
        : null,
      waiting: row?.waiting ?? false,
      lastSeal:
        row?.day && row.checked_at ? { day: row.day, at: new Date(row.checked_at), problems: row.problems ?? 0 } : null,
    };
  });
}

/** Checks the chain now. */
export async function checkLog(ctx: TenantContext, keys: TrustedKeys): Promise<LogCheckAnswer> {
  const { sealed } = await getLogStatus(ctx);
  const whole = (sealed?.entries ?? 0) <= WHOLE_MOST;
  return withTenant(ctx, async (tx) => {
    const after = whole ? undefined : await lastSealed(tx, ctx.tenantId);
    const { intact, links, entries, verifiedUntil, problems } = await verifyLog(tx, ctx.tenantId, { keys, after });
    return {
      intact,
      whole,
      links,
      entries,
      verifiedUntil,
      problems: problems.slice(0, NAMED_MOST).map(({ code, sealedAt, count }) => ({ code, sealedAt, count })),
    };
  });
}

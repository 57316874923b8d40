// Whoever looks at a person's data leaves an entry: the first time a UTC day, by a member or an API key, of a
// debtor. A unique index keeps it to one, however many pages ask at once.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { authorise, workedBy } from "@/server/mutate";
import type { Action } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

const KNOWN_MAX = 50_000;
/** Written already; one that is forgotten is written again, which changes nothing. */
const known = new Set<string>();

/** A read of one person's data; `seen` says which part of it was looked at first. */
export async function readPerson<T>(
  ctx: TenantContext,
  action: Action,
  seen: "debtor" | "timeline" | "receipt" | "consents" | "call",
  work: (tx: TenantTransaction) => Promise<{ result: T; debtorId: string | null }>,
): Promise<T> {
  authorise(ctx, action);
  let look: string | undefined;
  const result = await withTenant(ctx, async (tx) => {
    const { result, debtorId } = await work(tx);
    const by = workedBy(ctx.actor);
    if (by === null || debtorId === null) return result;
    const now = ctx.clock.now();
    const day = now.toISOString().slice(0, 10);
    look = `${ctx.tenantId} ${by} ${debtorId} ${day}`;
    if (known.has(look)) return result;
    await tx.execute(sql`
      insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, details, request_id)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${now.toISOString()}, ${ctx.actor.kind}, ${by}, 'debtors.read', 'debtor',
              ${debtorId}, ${JSON.stringify({ seen })}::jsonb, ${ctx.requestId ?? null})
      on conflict do nothing`);
    return result;
  });
  if (look && !known.has(look)) {
    if (known.size >= KNOWN_MAX) known.clear();
    known.add(look);
  }
  return result;
}

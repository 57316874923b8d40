import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { chainPlaces } from "@/server/evidence/chain-places";
import type { EvidenceChange } from "@/server/evidence/contract";
import { nextAfter, type Page, type PageOf } from "@/server/evidence/page";
import type { TenantContext } from "@/server/tenant-context";

/** What was changed about the debtor and their consents; not who looked at them, day by day. */
export async function readChanges(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, after, limit }: PageOf,
): Promise<Page<EvidenceChange>> {
  const { rows } = await tx.execute<ChangeRow>(sql`
    select e.id, e.at, e.at::text as cursor, e.action, e.details, coalesce(u.name, k.name, e.actor_kind) as actor
    from audit_entries e left join users u on u.id = e.actor_id and e.actor_kind = 'member'
    left join api_keys k on k.tenant_id = e.tenant_id and k.id = e.actor_id and e.actor_kind = 'partner'
    where e.tenant_id = ${ctx.tenantId} and e.action <> 'debtors.read' and (e.subject_id = ${debtorId} or e.subject_id in (
      select id from consents where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}))
      and (e.at, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)
    order by e.at, e.id limit ${limit}`);
  const places = await chainPlaces(
    tx,
    ctx,
    rows.map(({ id }) => id),
  );
  const changes = rows.map(({ id, at, action, actor, details }) => ({
    at: new Date(at).toISOString(),
    actor,
    action,
    details,
    chain: places.get(id) ?? null,
  }));
  return { rows: changes, next: nextAfter(rows, limit) };
}

type ChangeRow = { id: string; at: string; cursor: string; action: string; details: unknown; actor: string };

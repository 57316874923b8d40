// Who stands for a debtor, as a contact of its own: the one address that is reached while they do. Internal.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Attorney } from "@/server/debtors/wishes/contract";
import { DomainError } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

/** Throws INVALID_INPUT for an address that is the debtor's own. */
export async function keepAttorney(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
  { name, email, phone }: Attorney,
): Promise<void> {
  const now = ctx.clock.now().toISOString();
  const contactId = ctx.chance.id();
  await tx.execute(sql`
    insert into contacts (tenant_id, id, debtor_id, name, is_primary, created_at)
    values (${ctx.tenantId}, ${contactId}, ${debtorId}, ${name}, false, ${now})`);
  for (const [field, kind, address] of [
    ["email", "email", email],
    ["phone", "phone", phone],
  ] as const) {
    if (address === undefined) continue;
    const { rows } = await tx.execute(sql`
      insert into contact_points (tenant_id, id, debtor_id, contact_id, kind, address, is_primary, status, place, created_at)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtorId}, ${contactId}, ${kind}, ${address}, false, 'active',
              'attorney', ${now})
      on conflict (tenant_id, debtor_id, kind, address) do update set contact_id = excluded.contact_id
        where contact_points.place = 'attorney'
      returning id`);
    if (rows[0]) continue;
    throw new DomainError("INVALID_INPUT", "That is the debtor's own address.", {
      fields: { [`attorney.${field}`]: "is the debtor's own" },
    });
  }
}

import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/**
 * The live workspaces that know this address, the one that wrote to it last first. Several share one sender, so a
 * vendor's inbound message names a sender's number and not a workspace.
 */
export async function workspacesOf(kind: "email" | "phone", address: string): Promise<string[]> {
  const channel = kind === "email" ? sql`('email')` : sql`('sms', 'voice')`;
  const { rows } = await asSystem("resolve-webhook", (tx) =>
    tx.execute<{ tenant_id: string }>(sql`
      select p.tenant_id
      from contact_points p
      join tenants w on w.id = p.tenant_id and w.mode = 'live'
      left join lateral (
        select max(created_at) as at from touches t
        where t.tenant_id = p.tenant_id and t.debtor_id = p.debtor_id and t.channel in ${channel}
          and t.status not in ('queued', 'cancelled', 'refused')) last on true
      where p.address = ${address} and p.kind = ${kind}
      group by p.tenant_id
      order by max(last.at) desc nulls last, p.tenant_id`),
  );
  return rows.map((row) => row.tenant_id);
}

/** The workspace and touch behind a vendor's reference. */
export async function touchOfReference(
  provider: string,
  providerRef: string,
): Promise<{ tenantId: string; touchId: string } | null> {
  const { rows } = await asSystem("resolve-webhook", (tx) =>
    tx.execute<{ tenant_id: string; id: string }>(sql`
      select tenant_id, id from touches where provider = ${provider} and provider_ref = ${providerRef}`),
  );
  return rows[0] ? { tenantId: rows[0].tenant_id, touchId: rows[0].id } : null;
}

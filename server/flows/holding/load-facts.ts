import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { recordingOf } from "@/server/calls/audio/recording-setting";
import { found } from "@/server/errors";
import { loadBackground } from "@/server/flows/holding/load-background";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { moneyOf } from "@/server/flows/skills/acts/account";
import type { TenantContext } from "@/server/tenant-context";

type Row = {
  company: string;
  phone: string | null;
  time_zone: string;
  name: string;
  kind: ConversationFacts["debtor"]["kind"];
  stated_time_zone: string | null;
  country: string;
  region: string | null;
  postal_code: string | null;
  address: string | null;
  external_id: string;
  contact: string | null;
};

/** What a conversation with the debtor knows as it begins; `contactPointId`: at whose address it is held. */
export async function loadFacts(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { debtorId: string; contactPointId: string | null },
): Promise<ConversationFacts> {
  const { rows } = await tx.execute<Row>(sql`
    select w.name as company, w.phone, w.time_zone, d.name, d.kind, d.stated_time_zone, d.country, d.region,
           d.postal_code, d.external_id, c.name as contact, a.address
    from debtors d
    join tenants w on w.id = d.tenant_id
    left join lateral (
      select n.name from contacts n
      left join contact_points p on p.tenant_id = n.tenant_id and p.contact_id = n.id and p.id = ${of.contactPointId}
      where n.tenant_id = d.tenant_id and n.debtor_id = d.id
      order by p.id is null, n.is_primary desc, n.id limit 1) c on true
    left join contact_points a on a.tenant_id = d.tenant_id and a.debtor_id = d.id and a.id = ${of.contactPointId}
    where d.tenant_id = ${ctx.tenantId} and d.id = ${of.debtorId}`);
  const row = found(rows[0], "The debtor");
  const { country, region, postal_code: postalCode, address: number } = row;
  const recording = await recordingOf(tx, ctx, { country, region, postalCode, number });
  return {
    company: { name: row.company, ...(row.phone && { phone: row.phone }) },
    debtor: { name: row.name, kind: row.kind },
    ...(row.contact && { contact: { name: row.contact } }),
    zone: row.stated_time_zone ?? row.time_zone,
    money: await moneyOf(tx, ctx, of.debtorId),
    obligations: await obligationsOfCalls(tx, ctx),
    ...(recording && { recording }),
    background: await loadBackground(tx, ctx, of.debtorId),
    identity: { ...(row.postal_code && { postcode: row.postal_code }), accountNumber: row.external_id },
  };
}

import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { holdCall } from "@/server/calls/recording/follow-call";
import { type Language, language } from "@/server/flows/languages";
import type { TenantContext } from "@/server/tenant-context";

/** A call that is held by a conversation: who is called, where, and by which version. */
export type LedCall = {
  id: string;
  touchId: string;
  debtorId: string;
  contactPointId: string | null;
  address: string | null;
  flowVersionId: string;
  /** Of the debtor, where conversations are held in it. */
  language: Language;
};

/** null: the call is one of a script and its keys. Throws NOT_FOUND where no touch placed such a call. */
export async function loadLedCall(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<LedCall | null> {
  const { id } = await holdCall(tx, ctx, touchId);
  const { rows } = await tx.execute<Row>(sql`
    select c.flow_version_id, c.debtor_id, c.language, t.contact_point_id, p.address
    from calls c
    join touches t on t.tenant_id = c.tenant_id and t.id = c.touch_id
    left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`);
  const row = rows[0];
  if (!row?.flow_version_id || !row.debtor_id) return null;
  return {
    id,
    touchId,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    address: row.address,
    flowVersionId: row.flow_version_id,
    language: language.catch("en").parse(row.language.slice(0, 2)),
  };
}

type Row = {
  flow_version_id: string | null;
  debtor_id: string | null;
  language: string;
  contact_point_id: string | null;
  address: string | null;
};

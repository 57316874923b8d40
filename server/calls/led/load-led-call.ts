import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { CallDirection } from "@/server/calls/contract";
import { type CallRef, holdCall } from "@/server/calls/recording/follow-call";
import { type Language, language } from "@/server/flows/languages";
import type { TenantContext } from "@/server/tenant-context";

/** A call that is held by a conversation: with whom, at which number of theirs, and by which version. */
export type LedCall = {
  id: string;
  direction: CallDirection;
  /** null: they called us. */
  touchId: string | null;
  debtorId: string;
  contactPointId: string | null;
  address: string | null;
  flowVersionId: string;
  /** Of the debtor, where conversations are held in it. */
  language: Language;
};

/** null: the call is one of a script and its keys, or with somebody unknown. Throws NOT_FOUND where there is no such call. */
export async function loadLedCall(tx: TenantTransaction, ctx: TenantContext, of: CallRef): Promise<LedCall | null> {
  const { id } = await holdCall(tx, ctx, of);
  const { rows } = await tx.execute<Row>(sql`
    select c.direction, c.touch_id, c.flow_version_id, c.debtor_id, c.language, p.id as contact_point_id, p.address
    from calls c
    left join touches t on t.tenant_id = c.tenant_id and t.id = c.touch_id
    left join contact_points p on p.tenant_id = c.tenant_id and case when c.direction = 'outbound'
      then p.id = t.contact_point_id
      else p.debtor_id = c.debtor_id and p.kind = 'phone' and p.address = c.from_number end
    where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`);
  const row = rows[0];
  if (!row?.flow_version_id || !row.debtor_id) return null;
  return {
    id,
    direction: row.direction,
    touchId: row.touch_id,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    address: row.address,
    flowVersionId: row.flow_version_id,
    language: language.catch("en").parse(row.language.slice(0, 2)),
  };
}

type Row = {
  direction: CallDirection;
  touch_id: string | null;
  flow_version_id: string | null;
  debtor_id: string | null;
  language: string;
  contact_point_id: string | null;
  address: string | null;
};

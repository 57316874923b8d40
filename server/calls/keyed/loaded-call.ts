// The call that keys are pressed on: who is called, in which language, what was said. Internal to the room.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type SpokenLanguage, spokenLanguage } from "@/server/conversations/standard-texts";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

export type LoadedCall = {
  touchId: string;
  debtorId: string;
  contactPointId: string | null;
  address: string | null;
  company: string;
  phone: string | null;
  zone: string;
  language: SpokenLanguage;
  script: string | null;
  digits: string;
};

/** Throws NOT_FOUND where no touch placed such a call. */
export async function loadCall(tx: TenantTransaction, ctx: TenantContext, touchId: string): Promise<LoadedCall> {
  const { rows } = await tx.execute<CallRow>(sql`
    select t.debtor_id, t.contact_point_id, t.call_result ->> 'digits' as digits, p.address, d.language, w.name, w.phone,
           w.time_zone, m.body as script
    from touches t
    join tenants w on w.id = t.tenant_id
    join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
    left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
    left join lateral (
      select body from messages where tenant_id = t.tenant_id and touch_id = t.id and debtor_id = t.debtor_id
        and direction = 'outbound' and channel = 'voice' order by at desc limit 1) m on true
    where t.tenant_id = ${ctx.tenantId} and t.id = ${touchId} and t.channel = 'voice'`);
  const row = found(rows[0], "The call");
  return {
    touchId,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    address: row.address,
    company: row.name,
    phone: row.phone,
    zone: row.time_zone,
    language: spokenLanguage(row.language),
    script: row.script,
    digits: row.digits ?? "",
  };
}

type CallRow = {
  debtor_id: string;
  contact_point_id: string | null;
  digits: string | null;
  address: string | null;
  language: string;
  name: string;
  phone: string | null;
  time_zone: string;
  script: string | null;
};

import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/** `mayTalk`: an AI may hold the conversation; with whom we may not, or not like that, a person does. */
export type Caller = { debtorId: string; language: string; mayTalk: boolean };

/** The debtor whose number it is; null where it is nobody's, or more than one's. */
export async function recogniseCaller(tx: TenantTransaction, ctx: TenantContext, from: string): Promise<Caller | null> {
  const { rows } = await tx.execute<{ id: string; language: string; may_talk: boolean }>(sql`
    select d.id, d.language,
      d.stop is null and d.restricted_at is null and d.automation_refused_at is null as may_talk
    from debtors d
    where d.tenant_id = ${ctx.tenantId} and d.erased_at is null and d.id in (
      select debtor_id from contact_points
      where tenant_id = ${ctx.tenantId} and kind = 'phone' and address = ${from}
        and place is distinct from 'attorney')
    limit 2`);
  const [only] = rows;
  if (!only || rows.length > 1) return null;
  return { debtorId: only.id, language: only.language, mayTalk: only.may_talk };
}

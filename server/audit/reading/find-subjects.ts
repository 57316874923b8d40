// From what a reader typed to the ids that entries may hold.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { numberKey } from "@/server/imports/parsing/values/invoice-number";
import { fromPublicId, type IdKind, idPrefixes } from "@/server/public-ids";

const MOST = 500;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id stands for itself; a name, or an invoice's number, for every debtor, invoice, journey, campaign and member that has it, some at most. */
export async function findSubjects(tx: TenantTransaction, ctx: { tenantId: string }, q: string): Promise<string[]> {
  if (uuid.test(q)) return [q.toLowerCase()];
  const kind = (Object.keys(idPrefixes) as IdKind[]).find((each) => q.startsWith(`${idPrefixes[each]}_`));
  const id = kind && fromPublicId(kind, q);
  if (id) return [id];
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from (
      select unnest(search_debtor_ids(${q}, ${MOST})) as id
      union all (select id from invoices where tenant_id = ${ctx.tenantId} and number_key = ${numberKey(q)} limit ${MOST})
      union all (select id from journeys where tenant_id = ${ctx.tenantId}
        and lower(name collate "pg_c_utf8") like search_pattern(${q}) limit ${MOST})
      union all (select id from campaigns where tenant_id = ${ctx.tenantId}
        and lower(name collate "pg_c_utf8") like search_pattern(${q}) limit ${MOST})
      union all (select u.id from members m join users u on u.id = m.user_id where m.tenant_id = ${ctx.tenantId}
        and lower(u.name || ' ' || u.email) like search_pattern(${q}) limit ${MOST})
    ) found limit ${MOST}`);
  return rows.map((row) => row.id);
}

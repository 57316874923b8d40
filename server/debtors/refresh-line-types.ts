import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { lookUpLineTypes } from "@/server/touches/look-up-line-types";
import type { LineTypePort } from "@/server/touches/ports";

const DEBTORS_MAX = 1_000;
/** Numbers move between carriers, and an "unknown" may be known later. */
const KEPT_DAYS = 180;
const UNKNOWN_KEPT_DAYS = 7;

/**
 * Of debtors who are being chased, asks for the phone lines that came after the launch, failed then, or were asked too
 * long ago. Answers how many debtors that were.
 */
export async function refreshLineTypes(ctx: TenantContext, port: LineTypePort): Promise<number> {
  const now = ctx.clock.now().toISOString();
  const debtorIds = await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      update contact_points set line_type = null
      where tenant_id = ${ctx.tenantId} and kind = 'phone' and status = 'active' and line_type is not null
        and line_type_checked_at < ${now}::timestamptz - make_interval(days =>
          case when line_type = 'unknown' then ${UNKNOWN_KEPT_DAYS}::int else ${KEPT_DAYS}::int end)`);
    const { rows } = await tx.execute<{ debtor_id: string }>(sql`
      select distinct p.debtor_id from contact_points p
      where p.tenant_id = ${ctx.tenantId} and p.kind = 'phone' and p.status = 'active' and p.line_type is null
        and exists (select 1 from enrollments e where e.tenant_id = p.tenant_id and e.debtor_id = p.debtor_id
          and e.status = 'waiting')
      limit ${DEBTORS_MAX}`);
    return rows.map((row) => row.debtor_id);
  });
  if (debtorIds.length > 0) await lookUpLineTypes(ctx, port, debtorIds);
  return debtorIds.length;
}

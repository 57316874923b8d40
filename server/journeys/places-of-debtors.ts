import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Place } from "@/server/journeys/proof/profiles";
import type { TenantContext } from "@/server/tenant-context";

/** Where most of the workspace's debtors are. */
export async function placesOfDebtors(tx: TenantTransaction, ctx: TenantContext): Promise<Place[]> {
  const { rows } = await tx.execute<Place>(sql`
    select country, region, kind from debtors
    where tenant_id = ${ctx.tenantId} and country is not null
    group by country, region, kind order by count(*) desc, country, region nulls first, kind limit 12`);
  return rows;
}

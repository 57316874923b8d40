import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { collectorOf } from "@/server/policy/collector";
import type { TenantContext } from "@/server/tenant-context";

/** Whether what we write to this debtor must say that a debt collector writes: 15 USC 1692e(11), 12 CFR 1006.18(e). */
export async function owesCollectorNotice(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
): Promise<boolean> {
  const { rows } = await tx.execute<{ kind: string; settings: unknown }>(sql`
    select d.kind, t.settings from debtors d join tenants t on t.id = d.tenant_id
    where d.tenant_id = ${ctx.tenantId} and d.id = ${debtorId}`);
  const [of] = rows;
  return of?.kind === "consumer" && collectorOf(of.settings).role !== "first_party";
}

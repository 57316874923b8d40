import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

/** Nothing more goes out by itself until a person looked; the first reason stays. */
export async function pauseDebtor(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, reason }: { debtorId: string; reason: "UNCLEAR_REPLY" | "OVERTURNED" | "HARDSHIP" },
): Promise<void> {
  await tx.execute(sql`
    update debtors set paused_reason = ${reason}, updated_at = ${ctx.clock.now().toISOString()}
    where tenant_id = ${ctx.tenantId} and id = ${debtorId} and paused_reason is null`);
}

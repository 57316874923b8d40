// Private to imports: an as-of import sets the sandbox's clock to its day.
import { and, eq, sql } from "drizzle-orm";
import { consents } from "@/db/schema/debtors";
import { tenants } from "@/db/schema/tenancy";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { loadWorkspace } from "@/server/imports/internal";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

/**
 * To 09:00 of that day in the workspace's zone, unless the clock is already later. Consents imported earlier, on
 * real time, would then lie in the future: they count from that instant.
 */
export async function moveClockTo(tx: TenantTransaction, ctx: TenantContext, day: string) {
  const workspace = await loadWorkspace(tx, ctx);
  const at = instantAt(workspace.timeZone, day, "09:00");
  if (workspace.clockAt && workspace.clockAt >= at) return;
  await tx.update(tenants).set({ clockAt: at }).where(eq(tenants.id, ctx.tenantId));
  if (workspace.clockAt) return;
  await tx
    .update(consents)
    .set({ grantedAt: at })
    .where(
      and(
        eq(consents.tenantId, ctx.tenantId),
        sql`granted_at > ${at.toISOString()}::timestamptz and evidence like 'import:%'`,
      ),
    );
}

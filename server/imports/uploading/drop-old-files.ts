import { and, eq, inArray, sql } from "drizzle-orm";
import { importChunks, imports } from "@/db/schema/imports";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";

const keptDays = 30;

/**
 * Deletes the contents of files 30 days after the last thing that happened to their import, by real time whatever a
 * sandbox's clock says; an import left unfinished that long is cancelled.
 */
export async function dropOldFiles(): Promise<number> {
  const old = await asSystem("find-due-work", (tx) =>
    tx.execute<{ tenant_id: string; id: string }>(sql`
      select tenant_id, id from imports
      where beat_at < now() - make_interval(days => ${keptDays}) and status not in ('checking', 'applying')
      order by beat_at limit 200`),
  );
  for (const { tenant_id: tenantId, id } of old.rows) {
    await withTenant({ tenantId }, async (tx) => {
      const own = and(eq(imports.tenantId, tenantId), eq(imports.id, id));
      await tx.delete(importChunks).where(and(eq(importChunks.tenantId, tenantId), eq(importChunks.importId, id)));
      await tx
        .update(imports)
        .set({ status: "cancelled" })
        .where(and(own, inArray(imports.status, ["uploading", "uploaded", "ready"])));
      await tx.update(imports).set({ beatAt: null }).where(own);
    });
  }
  return old.rows.length;
}

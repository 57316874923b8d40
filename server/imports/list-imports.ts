import { desc, eq } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import type { ImportSummary } from "@/server/imports/contract";
import { toRecord } from "@/server/imports/internal";
import { toSummary } from "@/server/imports/view-import";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The latest imports first. */
export async function listImports(ctx: TenantContext, input: { limit?: number } = {}): Promise<ImportSummary[]> {
  return read(ctx, "imports.read", async (tx) => {
    const rows = await tx
      .select()
      .from(imports)
      .where(eq(imports.tenantId, ctx.tenantId))
      // By id, not by time: a sandbox's clock may have been turned back in between.
      .orderBy(desc(imports.id))
      .limit(input.limit ?? 50);
    return rows.map((row) => toSummary(toRecord(row)));
  });
}

import { and, eq, sql } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import { DomainError } from "@/server/errors";
import { loadImport } from "@/server/imports/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Stops an import: all-or-nothing leaves nothing; of the good rows, those already applied stay. */
export async function cancelImport(ctx: TenantContext, input: { importId: string }): Promise<void> {
  await mutate(ctx, "imports.run", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId, true);
    if (record.status === "cancelled") return { result: undefined, audit: null };
    if (record.status === "done" || record.status === "failed")
      throw new DomainError("PRECONDITION", "This import has already ended.");
    await tx
      .update(imports)
      .set({ status: "cancelled", finishedAt: ctx.clock.now(), beatAt: sql`now()` })
      .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id)));
    return { result: undefined, audit: { kind: "import", id: record.id, details: { rowsDone: record.rowsDone } } };
  });
}

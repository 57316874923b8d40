import { and, eq, sql } from "drizzle-orm";
import { importIssues, imports } from "@/db/schema/imports";
import { withTenant } from "@/db/tenant-transaction";
import { openRun, planBatch, readRows } from "@/server/imports/applying/run-plan";
import { type ImportCounts, noCounts } from "@/server/imports/contract";
import { loadImport } from "@/server/imports/internal";
import { addCounts } from "@/server/imports/plan/plan";
import { writeIssues } from "@/server/imports/plan/write-plan";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/**
 * The dry run: reads the whole file, decides every row as applying would, and writes only counts and issues. Begun
 * again after a crash it starts over; leaves quietly when the import is no longer to be checked.
 */
export async function checkImport(ctx: TenantContext, input: { importId: string }): Promise<ImportCounts | null> {
  authorise(ctx, "imports.run");
  const record = await withTenant(ctx, (tx) => loadImport(tx, ctx, input.importId));
  if (record.status !== "checking") return null;
  const own = and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id), eq(imports.status, "checking"));
  const run = await withTenant(ctx, async (tx) => {
    await tx
      .delete(importIssues)
      .where(and(eq(importIssues.tenantId, ctx.tenantId), eq(importIssues.importId, record.id)));
    return openRun(tx, ctx, record);
  });
  let counts = noCounts;
  for await (const rows of readRows(ctx, record, run)) {
    const goesOn = await withTenant(ctx, async (tx) => {
      const plan = await planBatch(tx, ctx, run, rows);
      counts = addCounts(counts, plan.counts);
      const beaten = await tx
        .update(imports)
        .set({ rowsDone: counts.rows, beatAt: sql`now()` })
        .where(own)
        .returning({ id: imports.id });
      if (beaten.length > 0) await writeIssues(tx, ctx, record.id, plan.issues);
      return beaten.length > 0;
    });
    if (!goesOn) return null;
  }
  const done = await withTenant(ctx, (tx) =>
    tx
      .update(imports)
      .set({ status: "ready", counts: { check: counts }, rowsDone: 0, rowsTotal: counts.rows, beatAt: sql`now()` })
      .where(own)
      .returning({ id: imports.id }),
  );
  return done.length > 0 ? counts : null;
}

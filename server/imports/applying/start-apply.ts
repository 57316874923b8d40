import { and, eq, ne, sql } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import type { ImportOptions } from "@/server/imports/contract";
import { type ImportRecord, loadImport, loadWorkspace } from "@/server/imports/internal";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";
import type { WorkQueue } from "@/server/work-queue";

type ApplyInput = { importId: string; mode?: ImportOptions["mode"] };

/** Sends a checked import to be applied. One import at a time is applied in a workspace. */
export async function startApply(ctx: TenantContext, input: ApplyInput, queue: WorkQueue): Promise<void> {
  await beginApply(ctx, input);
  await queue.announce({
    name: "imports/apply.requested",
    data: { tenantId: ctx.tenantId, importId: input.importId },
    id: `${toPublicId("import", input.importId)}:apply`,
  });
}

/** The same without announcing: for a caller that does the work itself. */
export async function beginApply(ctx: TenantContext, input: ApplyInput): Promise<void> {
  await mutate(ctx, "imports.run", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId, true);
    if (record.status !== "ready") throw new DomainError("PRECONDITION", "Check the import first.");
    const options = { ...record.options, ...(input.mode ? { mode: input.mode } : {}) };
    const errors = record.counts.check?.rowsWithErrors ?? 0;
    if (errors > 0 && options.mode === "all_or_nothing")
      throw new DomainError("PRECONDITION", `${errors} rows have errors: correct them, or import the good rows only.`);
    await refuseOthers(tx, ctx, record);
    await refuseLivedPast(tx, ctx, record);
    await tx
      .update(imports)
      .set({ status: "applying", options, rowsDone: 0, beatAt: sql`now()` })
      .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id)));
    return { result: undefined, audit: { kind: "import", id: record.id, details: { mode: options.mode } } };
  });
}

async function refuseOthers(tx: TenantTransaction, ctx: TenantContext, record: ImportRecord) {
  const others = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.status, "applying"), ne(imports.id, record.id)))
    .limit(1);
  if (others.length > 0) throw new DomainError("ALREADY_RUNNING", "Another import of this workspace is being applied.");
}

/** An as-of import turns a clock that was never moved back to its day: not where something already happened later. */
async function refuseLivedPast(tx: TenantTransaction, ctx: TenantContext, record: ImportRecord) {
  if (!record.asOf) return;
  const workspace = await loadWorkspace(tx, ctx);
  if (workspace.clockAt) return;
  const from = instantAt(workspace.timeZone, record.asOf, "09:00");
  const later = await tx.execute(sql`
    select 1 from touches where tenant_id = ${ctx.tenantId} and created_at > ${from.toISOString()}::timestamptz limit 1`);
  if (later.rows.length > 0)
    throw new DomainError(
      "PRECONDITION",
      "Messages were sent after that day already: use a sandbox of its own for a replay.",
    );
}

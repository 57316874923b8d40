import { and, eq, sql } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import { DomainError } from "@/server/errors";
import { isAnswered } from "@/server/imports/contract";
import { loadImport, loadWorkspace } from "@/server/imports/internal";
import { toView } from "@/server/imports/view-import";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/** Sends the import to be checked: a dry run that says what would change. Everything asked must be answered. */
export async function startCheck(ctx: TenantContext, input: { importId: string }, queue: WorkQueue): Promise<void> {
  const attempt = await beginCheck(ctx, input);
  await queue.announce({
    name: "imports/check.requested",
    data: { tenantId: ctx.tenantId, importId: input.importId },
    id: `${toPublicId("import", input.importId)}:check:${attempt}`,
  });
}

/** The same without announcing: for a caller that does the work itself. */
export async function beginCheck(ctx: TenantContext, input: { importId: string }): Promise<string> {
  return mutate(ctx, "imports.run", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId, true);
    if (record.status !== "uploaded" && record.status !== "ready")
      throw new DomainError("PRECONDITION", "Only an uploaded file that is not imported yet can be checked.");
    const view = toView(record, await loadWorkspace(tx, ctx), ctx.mode);
    if (view.missing.length > 0)
      throw new DomainError(
        "PRECONDITION",
        `No column is mapped to ${view.missing.map((of) => of.join(" or ")).join(", ")}.`,
      );
    const open = view.questions.filter((question) => !isAnswered(question));
    if (open.length > 0)
      throw new DomainError(
        "PRECONDITION",
        `Please answer first: ${open.map((question) => question.kind).join(", ")}.`,
      );
    await tx
      .update(imports)
      .set({ status: "checking", rowsDone: 0, counts: {}, error: null, beatAt: sql`now()` })
      .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id)));
    return { result: ctx.chance.id(), audit: null };
  });
}

import { and, eq } from "drizzle-orm";
import { importMappings, imports } from "@/db/schema/imports";
import { DomainError, found } from "@/server/errors";
import type { ImportOptions, ImportView } from "@/server/imports/contract";
import { loadImport, loadWorkspace } from "@/server/imports/internal";
import type { Mapping } from "@/server/imports/parsing/columns/fields";
import { headerKey } from "@/server/imports/parsing/columns/guess-mapping";
import { toView } from "@/server/imports/view-import";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Keeps the mapping and the answers, for this import and for the workspace's next file with these headers. */
export async function saveMapping(
  ctx: TenantContext,
  input: { importId: string; mapping: Mapping; options: ImportOptions; asOf: string | null },
): Promise<ImportView> {
  if (input.asOf !== null && ctx.mode !== "sandbox") throw new DomainError("SANDBOX_ONLY");
  return mutate(ctx, "imports.run", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId, true);
    if (record.status !== "uploaded" && record.status !== "ready")
      throw new DomainError("PRECONDITION", "The columns can be mapped after the upload and before the import runs.");
    const { columns } = found(record.profile, "What the file looks like");
    checkColumns(input.mapping, columns.length);
    const values = { mapping: input.mapping, options: input.options, asOf: input.asOf, status: "uploaded" as const };
    await tx
      .update(imports)
      .set({ ...values, counts: {}, rowsDone: 0 })
      .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, record.id)));
    const key = headerKey(columns.map((column) => column.name));
    const memory = { mapping: input.mapping, options: input.options, usedAt: ctx.clock.now() };
    await tx
      .insert(importMappings)
      .values({ tenantId: ctx.tenantId, id: ctx.chance.id(), headerKey: key, ...memory })
      .onConflictDoUpdate({ target: [importMappings.tenantId, importMappings.headerKey], set: memory });
    const view = toView({ ...record, ...values, counts: {}, rowsDone: 0 }, await loadWorkspace(tx, ctx), ctx.mode);
    return {
      result: view,
      audit: { kind: "import", id: record.id, details: { columns: Object.keys(input.mapping).length } },
    };
  });
}

function checkColumns(mapping: Mapping, count: number) {
  const used = Object.values(mapping);
  if (used.some((index) => index >= count)) throw new DomainError("INVALID_INPUT", "The file has no such column.");
  if (new Set(used).size < used.length)
    throw new DomainError("INVALID_INPUT", "A column can be mapped to one field only.");
}

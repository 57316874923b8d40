import type { ImportView } from "@/server/imports/contract";
import { loadImport, loadWorkspace } from "@/server/imports/internal";
import { toView } from "@/server/imports/view-import";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The import with its preview, mapping, questions and counts. */
export async function getImport(ctx: TenantContext, input: { importId: string }): Promise<ImportView> {
  return read(ctx, "imports.read", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId);
    return toView(record, await loadWorkspace(tx, ctx), ctx.mode);
  });
}

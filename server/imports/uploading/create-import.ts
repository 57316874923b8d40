import { sql } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import { chunkBytesMax, createImportInput } from "@/server/imports/contract";
import { mutate } from "@/server/mutate";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Opens an upload; its chunks follow. What the file is comes from its content, once all of it is here. */
export async function createImport(
  ctx: TenantContext,
  input: { fileName: string; fileBytes: number },
): Promise<{ importId: string; chunkBytes: number }> {
  const { fileName, fileBytes } = createImportInput.parse(input);
  return mutate(ctx, "imports.run", async (tx) => {
    const importId = ctx.chance.id();
    await tx.insert(imports).values({
      tenantId: ctx.tenantId,
      id: importId,
      fileName,
      fileKind: "csv",
      fileBytes,
      fileSha256: "",
      status: "uploading",
      beatAt: sql`now()`,
      createdAt: ctx.clock.now(),
      createdBy: memberOf(ctx),
    });
    return {
      result: { importId, chunkBytes: chunkBytesMax },
      audit: { kind: "import", id: importId, details: { fileBytes } },
    };
  });
}

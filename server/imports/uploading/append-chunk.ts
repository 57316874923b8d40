import { importChunks } from "@/db/schema/imports";
import { DomainError } from "@/server/errors";
import { chunkBytesMax, fileBytesMax } from "@/server/imports/contract";
import { loadImport, uploadedBytes } from "@/server/imports/internal";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Stores one piece of the file; the same piece sent again is ignored. */
export async function appendChunk(
  ctx: TenantContext,
  input: { importId: string; position: number; data: Buffer },
): Promise<void> {
  if (input.data.length === 0 || input.data.length > chunkBytesMax)
    throw new DomainError("TOO_LARGE", "A piece of a file has 1 byte to 1 MiB.");
  await mutate(ctx, "imports.run", async (tx) => {
    const record = await loadImport(tx, ctx, input.importId, true);
    if (record.status !== "uploading") throw new DomainError("PRECONDITION", "This file is already complete.");
    const so = await uploadedBytes(tx, ctx, input.importId);
    if (input.position > so.chunks) throw new DomainError("INVALID_INPUT", "Pieces of a file come in their order.");
    if (input.position === so.chunks) {
      if (so.bytes + input.data.length > Math.min(fileBytesMax, record.fileBytes))
        throw new DomainError("TOO_LARGE", "The file is larger than announced, or than 50 MB.");
      await tx.insert(importChunks).values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        importId: input.importId,
        position: input.position,
        data: input.data,
      });
    }
    return { result: undefined, audit: null };
  });
}

import { and, eq, inArray } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Gives up on an import after its last try. Nothing half done is left but the good rows already committed. */
export async function failImport(ctx: TenantContext, input: { importId: string }): Promise<void> {
  await mutate(ctx, "imports.run", async (tx) => {
    const failed = await tx
      .update(imports)
      .set({ status: "failed", error: "INTERNAL", finishedAt: ctx.clock.now() })
      .where(
        and(
          eq(imports.tenantId, ctx.tenantId),
          eq(imports.id, input.importId),
          inArray(imports.status, ["checking", "applying"]),
        ),
      )
      .returning({ id: imports.id });
    return {
      result: undefined,
      audit: failed[0] ? { kind: "import", id: input.importId, details: { failed: true } } : null,
    };
  });
}

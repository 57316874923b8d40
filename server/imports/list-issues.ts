import { and, asc, eq, gt } from "drizzle-orm";
import { importIssues } from "@/db/schema/imports";
import type { ImportIssue } from "@/server/imports/contract";
import { loadImport } from "@/server/imports/internal";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

export type IssuePage = { issues: ImportIssue[]; next: number | null };

/** Errors, changes or near-duplicates in the order of the file. `next` is the line to go on after. */
export async function listIssues(
  ctx: TenantContext,
  input: { importId: string; kind: ImportIssue["kind"]; cursor: number; limit: number },
): Promise<IssuePage> {
  return read(ctx, "imports.read", async (tx) => {
    await loadImport(tx, ctx, input.importId);
    const rows = await tx
      .select({ line: importIssues.line, kind: importIssues.kind, details: importIssues.details })
      .from(importIssues)
      .where(
        and(
          eq(importIssues.tenantId, ctx.tenantId),
          eq(importIssues.importId, input.importId),
          eq(importIssues.kind, input.kind),
          gt(importIssues.line, input.cursor),
        ),
      )
      .orderBy(asc(importIssues.line), asc(importIssues.id))
      .limit(input.limit);
    // Written only by write-plan.ts, in the shape of its kind.
    const issues = rows as ImportIssue[];
    return { issues, next: rows.length === input.limit ? (rows.at(-1)?.line ?? null) : null };
  });
}

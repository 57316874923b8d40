import { and, asc, eq } from "drizzle-orm";
import { importIssues } from "@/db/schema/imports";
import { withTenant } from "@/db/tenant-transaction";
import { csvLine } from "@/server/csv";
import type { Locale } from "@/server/i18n/locales";
import type { IssueDetails, RowProblem } from "@/server/imports/contract";
import { dataRows, loadImport } from "@/server/imports/internal";
import { cellText } from "@/server/imports/parsing/cell";
import { reasonWriter } from "@/server/imports/reason-text";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The rows with errors as they stand in the file, and why, in the reader's language: to correct and import again. */
export async function exportErrors(
  ctx: TenantContext,
  input: { importId: string; locale: Locale },
): Promise<{ fileName: string; lines: AsyncGenerator<string> }> {
  authorise(ctx, "imports.read");
  const record = await withTenant(ctx, (tx) => loadImport(tx, ctx, input.importId));
  const reasons = await loadReasons(ctx, record.id);
  const words = reasonWriter(input.locale);
  async function* lines() {
    // The mark tells spreadsheets that it is UTF-8.
    yield `\ufeff${csvLine([...(record.profile?.columns ?? []).map((column) => column.name), words.rowHeader, words.reasonHeader])}`;
    if (reasons.size === 0) return;
    const width = record.profile?.columns.length ?? 0;
    for await (const rows of dataRows(ctx, record, 1000)) {
      let text = "";
      for (const row of rows) {
        const problems = reasons.get(row.line);
        if (!problems) continue;
        const cells = Array.from({ length: width }, (_, index) => cellText(row.cells[index]));
        text += csvLine([...cells, String(row.line), problems.map(words.reason).join(" ")]);
      }
      if (text !== "") yield text;
    }
  }
  return { fileName: `${record.fileName.replace(/\.[^.]*$/, "")}-errors.csv`, lines: lines() };
}

async function loadReasons(ctx: TenantContext, importId: string): Promise<Map<number, RowProblem[]>> {
  const rows = await withTenant(ctx, (tx) =>
    tx
      .select({ line: importIssues.line, details: importIssues.details })
      .from(importIssues)
      .where(
        and(
          eq(importIssues.tenantId, ctx.tenantId),
          eq(importIssues.importId, importId),
          eq(importIssues.kind, "error"),
        ),
      )
      .orderBy(asc(importIssues.line)),
  );
  // Written only by write-plan.ts, in this shape.
  return new Map(rows.map((row) => [row.line, (row.details as IssueDetails["error"]).problems]));
}

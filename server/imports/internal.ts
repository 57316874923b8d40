// Private to imports: loading an import's row, its file and the workspace's own settings.
import { and, eq, sql } from "drizzle-orm";
import { importChunks, imports } from "@/db/schema/imports";
import { tenants } from "@/db/schema/tenancy";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { found } from "@/server/errors";
import { type ImportCounts, type ImportFailure, type ImportOptions, importOptions } from "@/server/imports/contract";
import { oneAhead } from "@/server/imports/one-ahead";
import type { Row } from "@/server/imports/parsing/cell";
import type { Mapping } from "@/server/imports/parsing/columns/fields";
import type { ColumnProfile } from "@/server/imports/parsing/columns/profile";
import type { Encoding } from "@/server/imports/parsing/files/encoding";
import { type Delimiter, readCsv } from "@/server/imports/parsing/files/read-csv";
import { readXlsx } from "@/server/imports/parsing/files/read-xlsx";
import type { TenantContext } from "@/server/tenant-context";

export type StoredProfile = {
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  headerLine: number;
  columns: ColumnProfile[];
  rows: number;
  preview: string[][];
  remembered: boolean;
};

export type StoredCounts = { check?: ImportCounts; applied?: ImportCounts };

type RecordRow = typeof imports.$inferSelect;

export type ImportRecord = Omit<RecordRow, "profile" | "mapping" | "options" | "counts" | "error"> & {
  profile: StoredProfile | null;
  mapping: Mapping;
  options: ImportOptions;
  counts: StoredCounts;
  error: ImportFailure | null;
};

/** The import, or NOT_FOUND; `lock` holds it until the transaction ends. */
export async function loadImport(
  tx: TenantTransaction,
  ctx: TenantContext,
  importId: string,
  lock = false,
): Promise<ImportRecord> {
  const query = tx
    .select()
    .from(imports)
    .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, importId)));
  const rows = lock ? await query.for("update") : await query;
  return toRecord(found(rows[0], "The import"));
}

export function toRecord(row: RecordRow): ImportRecord {
  return {
    ...row,
    // Written only by the verbs of this folder, in these shapes.
    profile: row.profile as StoredProfile | null,
    mapping: (row.mapping ?? {}) as Mapping,
    options: importOptions.parse(row.options),
    counts: row.counts as StoredCounts,
    error: row.error as ImportFailure | null,
  };
}

export type WorkspaceDefaults = {
  country: string;
  currency: string;
  timeZone: string;
  language: string;
  clockAt: Date | null;
};

/** The workspace's own country, currency, zone and clock. */
export async function loadWorkspace(tx: TenantTransaction, ctx: TenantContext): Promise<WorkspaceDefaults> {
  const rows = await tx
    .select({
      country: tenants.country,
      currency: tenants.currency,
      timeZone: tenants.timeZone,
      language: tenants.language,
      clockAt: tenants.clockAt,
    })
    .from(tenants)
    .where(eq(tenants.id, ctx.tenantId));
  return found(rows[0], "The workspace");
}

/** The file, a chunk at a time, each read in a transaction of its own while the one before is worked on. */
export const fileChunks = (ctx: TenantContext, importId: string) => oneAhead(chunksOf(ctx, importId));

async function* chunksOf(ctx: TenantContext, importId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const rows = await withTenant(ctx, (tx) =>
      tx
        .select({ data: importChunks.data })
        .from(importChunks)
        .where(
          and(
            eq(importChunks.tenantId, ctx.tenantId),
            eq(importChunks.importId, importId),
            eq(importChunks.position, position),
          ),
        ),
    );
    const chunk = rows[0];
    if (!chunk) return;
    yield chunk.data;
  }
}

/** How many chunks came, and their bytes. */
export async function uploadedBytes(tx: TenantTransaction, ctx: TenantContext, importId: string) {
  const rows = await tx.execute<{ chunks: number; bytes: number; last: number | null }>(sql`
    select count(*)::int as chunks, coalesce(sum(octet_length(data)), 0)::int as bytes, max(position) as last
    from import_chunks where tenant_id = ${ctx.tenantId} and import_id = ${importId}`);
  return found(rows.rows[0]);
}

/** Every row of the file in batches, headers and titles included. */
export async function* allRows(
  ctx: TenantContext,
  file: { id: string; fileKind: "csv" | "xlsx"; encoding: Encoding | null; delimiter: Delimiter | null },
): AsyncGenerator<Row[]> {
  if (file.fileKind === "csv") {
    const format = { encoding: file.encoding ?? "utf-8", delimiter: file.delimiter ?? "," } as const;
    yield* readCsv(fileChunks(ctx, file.id), format);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of fileChunks(ctx, file.id)) chunks.push(chunk);
  yield* readXlsx(Buffer.concat(chunks));
}

/** The rows below the headers, in batches of `size`: the same batches each time, so that a checkpoint holds. */
export async function* dataRows(ctx: TenantContext, record: ImportRecord, size: number): AsyncGenerator<Row[]> {
  const profile = found(record.profile, "What the file looks like");
  const file = {
    id: record.id,
    fileKind: record.fileKind,
    encoding: profile.encoding,
    delimiter: profile.delimiter,
  };
  let batch: Row[] = [];
  for await (const rows of allRows(ctx, file)) {
    for (const row of rows) {
      if (row.line <= profile.headerLine) continue;
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

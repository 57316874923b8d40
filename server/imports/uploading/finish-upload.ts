import { createHash } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { importMappings, imports } from "@/db/schema/imports";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { type ImportOptions, importOptions } from "@/server/imports/contract";
import { allRows, fileChunks, loadImport, type StoredProfile, uploadedBytes } from "@/server/imports/internal";
import { cellText, type Row } from "@/server/imports/parsing/cell";
import type { Mapping } from "@/server/imports/parsing/columns/fields";
import { guessMapping, headerKey } from "@/server/imports/parsing/columns/guess-mapping";
import { columnNames, findHeaderRow, headerSearchRows } from "@/server/imports/parsing/columns/header-row";
import { profiler } from "@/server/imports/parsing/columns/profile";
import { type Encoding, encodingDetector } from "@/server/imports/parsing/files/encoding";
import { fileKind, UnreadableFile } from "@/server/imports/parsing/files/file-kind";
import { type Delimiter, sniffDelimiter } from "@/server/imports/parsing/files/read-csv";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const previewRows = 8;

/**
 * All pieces are here: finds out what the file is, reads it once for its profile, and guesses the mapping, or takes
 * the one the workspace used for these headers before. A file that cannot be read fails with its reason.
 */
export async function finishUpload(ctx: TenantContext, input: { importId: string }): Promise<void> {
  authorise(ctx, "imports.run");
  await withTenant(ctx, async (tx) => {
    const record = await loadImport(tx, ctx, input.importId);
    if (record.status !== "uploading") throw new DomainError("PRECONDITION", "This file is already complete.");
    const { bytes } = await uploadedBytes(tx, ctx, input.importId);
    if (bytes !== record.fileBytes)
      throw new DomainError("PRECONDITION", `${bytes} of ${record.fileBytes} bytes arrived so far.`);
  });
  try {
    const file = await inspect(ctx, input.importId);
    const profile = await readProfile(ctx, { id: input.importId, ...file });
    await save(ctx, input.importId, file, profile);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await withTenant(ctx, (tx) =>
      tx
        .update(imports)
        .set({ status: "failed", error: error.problem, finishedAt: ctx.clock.now() })
        .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, input.importId))),
    );
  }
}

type InspectedFile = {
  fileKind: "csv" | "xlsx";
  sha256: string;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
};

async function inspect(ctx: TenantContext, importId: string): Promise<InspectedFile> {
  const hash = createHash("sha256");
  const detector = encodingDetector();
  let first: Buffer = Buffer.alloc(0);
  for await (const chunk of fileChunks(ctx, importId)) {
    hash.update(chunk);
    detector.add(chunk);
    if (first.length === 0) first = chunk;
  }
  const kind = fileKind(first);
  const sha256 = hash.digest("hex");
  if (kind === "xlsx") return { fileKind: kind, sha256, encoding: null, delimiter: null };
  const encoding = detector.result();
  const delimiter = sniffDelimiter(new TextDecoder(encoding).decode(first.subarray(0, 262_144)));
  return { fileKind: kind, sha256, encoding, delimiter };
}

async function readProfile(
  ctx: TenantContext,
  file: InspectedFile & { id: string },
): Promise<Omit<StoredProfile, "remembered">> {
  const head: Row[] = [];
  let header: Row | undefined;
  let collected: ReturnType<typeof profiler> | undefined;
  let rows = 0;
  const preview: string[][] = [];
  const add = (row: Row) => {
    if (!header || row.line <= header.line || row.cells.every((cell) => cellText(cell) === "")) return;
    rows += 1;
    collected?.add(row);
    if (preview.length < previewRows) preview.push(row.cells.map((cell) => cellText(cell).slice(0, 120)));
  };
  const begin = () => {
    header = findHeaderRow(head);
    if (!header) throw new UnreadableFile("NO_ROWS");
    if (header.cells.length > 500) throw new UnreadableFile("TOO_MANY_COLUMNS");
    collected = profiler(columnNames(header));
    for (const row of head) add(row);
  };
  for await (const batch of allRows(ctx, file)) {
    for (const row of batch) {
      if (collected) add(row);
      else if (head.push(row) === headerSearchRows) begin();
    }
  }
  if (!collected) begin();
  if (rows === 0 || !header || !collected) throw new UnreadableFile("NO_ROWS");
  const { encoding, delimiter } = file;
  return { encoding, delimiter, headerLine: header.line, columns: collected.columns(), rows, preview };
}

async function save(
  ctx: TenantContext,
  importId: string,
  file: InspectedFile,
  read: Omit<StoredProfile, "remembered">,
) {
  await withTenant(ctx, async (tx) => {
    const key = headerKey(read.columns.map((column) => column.name));
    const earlier = await tx
      .select()
      .from(importMappings)
      .where(eq(importMappings.tenantId, ctx.tenantId))
      .orderBy(desc(importMappings.usedAt))
      .limit(50);
    const same = earlier.find((row) => row.headerKey === key);
    const mapping = same ? (same.mapping as Mapping) : guessMapping(read.columns);
    const profile: StoredProfile = { ...read, remembered: same !== undefined };
    await tx
      .update(imports)
      .set({
        status: "uploaded",
        fileKind: file.fileKind,
        fileSha256: file.sha256,
        profile,
        mapping,
        options: rememberedOptions(same?.options, earlier),
        rowsTotal: read.rows,
      })
      .where(and(eq(imports.tenantId, ctx.tenantId), eq(imports.id, importId), sql`status = 'uploading'`));
  });
}

/** A country code is asked for once a workspace, whatever file brings it next. */
function rememberedOptions(own: unknown, earlier: { options: unknown }[]): ImportOptions {
  const options = importOptions.parse(own ?? {});
  const codes = [...earlier].reverse().map((row) => importOptions.parse(row.options).countryCodes);
  return { ...options, countryCodes: Object.assign({}, ...codes, options.countryCodes) };
}

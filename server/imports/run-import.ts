import { applyImport } from "@/server/imports/applying/apply-import";
import { beginApply } from "@/server/imports/applying/start-apply";
import { checkImport } from "@/server/imports/check-import";
import type { ImportCounts, ImportFailure, ImportOptions, ImportQuestion, ImportView } from "@/server/imports/contract";
import { chunkBytesMax, isAnswered } from "@/server/imports/contract";
import { getImport } from "@/server/imports/get-import";
import { type ImportField, importFieldNames, type Mapping } from "@/server/imports/parsing/columns/fields";
import { saveMapping } from "@/server/imports/save-mapping";
import { beginCheck } from "@/server/imports/start-check";
import { appendChunk } from "@/server/imports/uploading/append-chunk";
import { createImport } from "@/server/imports/uploading/create-import";
import { finishUpload } from "@/server/imports/uploading/finish-upload";
import type { TenantContext } from "@/server/tenant-context";

export type RunImportInput = {
  fileName: string;
  content: Buffer;
  /** Field → the header of its column; the guess fills the rest. */
  mapping?: Partial<Record<ImportField, string>>;
  options?: Partial<ImportOptions>;
  asOf?: string;
  /** Stop after the check. */
  checkOnly?: boolean;
  onProgress?(step: "uploaded" | "checked" | "applied"): void;
};

export type RunImportResult = {
  importId: string;
  status: "done" | "checked" | "has_errors" | "needs_answers" | "unreadable";
  counts: ImportCounts | null;
  /** What is left to answer, or to map, when status is needs_answers. */
  questions: ImportQuestion[];
  missing: ImportField[][];
  mapping: Partial<Record<ImportField, string>>;
  failure: ImportFailure | null;
};

/**
 * The whole import in one call, without the queue: upload, mapping, check, apply. It asks nothing: where an answer
 * is missing it stops and says which.
 */
export async function runImport(ctx: TenantContext, input: RunImportInput): Promise<RunImportResult> {
  const { importId } = await createImport(ctx, { fileName: input.fileName, fileBytes: input.content.length });
  for (let at = 0, position = 0; at < input.content.length; at += chunkBytesMax, position += 1) {
    await appendChunk(ctx, { importId, position, data: input.content.subarray(at, at + chunkBytesMax) });
  }
  await finishUpload(ctx, { importId });
  input.onProgress?.("uploaded");
  const uploaded = await getImport(ctx, { importId });
  if (uploaded.status === "failed") return result("unreadable", uploaded, null);

  const mapping = mergeMapping(uploaded, input.mapping ?? {});
  const options = { ...uploaded.options, ...input.options };
  options.countryCodes = { ...uploaded.options.countryCodes, ...input.options?.countryCodes };
  const mapped = await saveMapping(ctx, { importId, mapping, options, asOf: input.asOf ?? null });
  if (mapped.missing.length > 0 || mapped.questions.some((question) => !isAnswered(question)))
    return result("needs_answers", mapped, null);

  await beginCheck(ctx, { importId });
  const checked = await checkImport(ctx, { importId });
  input.onProgress?.("checked");
  if (input.checkOnly) return result("checked", mapped, checked);
  if ((checked?.rowsWithErrors ?? 0) > 0 && options.mode === "all_or_nothing")
    return result("has_errors", mapped, checked);
  await beginApply(ctx, { importId });
  await applyImport(ctx, { importId });
  input.onProgress?.("applied");
  const done = await getImport(ctx, { importId });
  return result("done", done, done.counts);
}

function mergeMapping(view: ImportView, chosen: Partial<Record<ImportField, string>>): Mapping {
  const mapping: Mapping = { ...view.mapping };
  for (const field of importFieldNames) {
    const header = chosen[field];
    if (header === undefined) continue;
    const index = view.columns.findIndex((column) => column.name === header);
    for (const other of importFieldNames) if (mapping[other] === index) delete mapping[other];
    if (index >= 0) mapping[field] = index;
    else delete mapping[field];
  }
  return mapping;
}

function result(status: RunImportResult["status"], view: ImportView, counts: ImportCounts | null): RunImportResult {
  const named = Object.entries(view.mapping).map(([field, index]) => [field, view.columns[index]?.name]);
  return {
    importId: view.id,
    status,
    counts,
    questions: view.questions.filter((question) => !isAnswered(question)),
    missing: view.missing,
    mapping: Object.fromEntries(named),
    failure: view.failure,
  };
}

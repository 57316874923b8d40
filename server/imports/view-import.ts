// Private to imports: an import as it is shown.
import type { ImportSummary, ImportView } from "@/server/imports/contract";
import { noCounts } from "@/server/imports/contract";
import type { ImportRecord, WorkspaceDefaults } from "@/server/imports/internal";
import { missingFields } from "@/server/imports/parsing/columns/fields";
import { questionsFor } from "@/server/imports/parsing/columns/questions";
import { toPublicId } from "@/server/public-ids";

/** One line of the list. */
export function toSummary(record: ImportRecord): ImportSummary {
  return {
    id: toPublicId("import", record.id),
    fileName: record.fileName,
    fileKind: record.fileKind,
    fileBytes: record.fileBytes,
    status: record.status,
    asOf: record.asOf,
    counts: record.counts.applied ?? record.counts.check ?? noCounts,
    rowsDone: record.rowsDone,
    rowsTotal: record.rowsTotal,
    failure: record.error,
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
  };
}

/** Everything the wizard shows. */
export function toView(record: ImportRecord, workspace: WorkspaceDefaults, mode: "live" | "sandbox"): ImportView {
  const { profile } = record;
  const columns = profile?.columns ?? [];
  return {
    ...toSummary(record),
    columns: columns.map(({ name, samples, filled }) => ({ name, samples, filled })),
    preview: profile?.preview ?? [],
    mapping: record.mapping,
    remembered: profile?.remembered ?? false,
    options: record.options,
    questions: profile ? questionsFor(columns, profile.rows, record.mapping, record.options, workspace) : [],
    missing: missingFields(record.mapping),
    encoding: profile?.encoding ?? null,
    delimiter: profile?.delimiter ?? null,
    mayBeAsOf: mode === "sandbox",
    allSettled: profile ? isAllSettled(columns, profile.rows, record.mapping) : false,
  };
}

/** Every row names the day it was paid: as it is, the file leaves nothing to collect. */
function isAllSettled(columns: readonly { filled: number }[], rows: number, mapping: ImportRecord["mapping"]): boolean {
  const column = mapping.settled_on === undefined ? undefined : columns[mapping.settled_on];
  return column !== undefined && rows > 0 && column.filled >= rows;
}

// The log as it is filtered, all pages of it, for a spreadsheet or another system. Who took it and why is an entry itself.
import { withTenant } from "@/db/tenant-transaction";
import type { AccessReason, LogDetail, LogFilters, LogRow } from "@/server/audit/contract";
import { filtersOf } from "@/server/audit/filters-of";
import { readLogPage } from "@/server/audit/reading/list-log";
import { logLegs } from "@/server/audit/reading/log-legs";
import { csvLine } from "@/server/csv";
import { currencyExponent, decimalText } from "@/server/money";
import { authorise, writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 1000;
const header = [
  "id",
  "at",
  "kind",
  "actor_kind",
  "actor",
  "action",
  "subject_kind",
  "subject_id",
  "subject",
  "debtor_id",
];
const tail = ["channel", "stage", "verdict", "code", "details", "request_id"];

type Export = { filters: LogFilters; format: "csv" | "jsonl"; reason: AccessReason };

export async function* exportLog(ctx: TenantContext, { filters, format, reason }: Export): AsyncGenerator<string> {
  authorise(ctx, "audit.export");
  // Before the first line leaves: who breaks the download off has had the lines until there.
  await withTenant(ctx, (tx) =>
    writeAudit(tx, ctx, "audit.export", {
      kind: "audit_log",
      details: { reason, format, filters: filtersOf(filters) },
    }),
  );
  yield format === "csv" ? csvLine([...header, ...tail]) : "";
  let cursor: string | undefined;
  do {
    const page = await withTenant(ctx, async (tx) =>
      readLogPage(tx, ctx, await logLegs(tx, ctx, filters), { cursor, limit: BATCH }),
    );
    const text = page.rows.map(format === "csv" ? csvOf : jsonOf).join("");
    if (text) yield text;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

const jsonOf = (row: LogRow) => `${JSON.stringify(row)}\n`;

function csvOf(row: LogRow): string {
  const { actor, subject, decision } = row;
  return csvLine([
    row.id,
    row.at.toISOString(),
    row.kind,
    actor.kind,
    actor.name ?? actor.id,
    row.action,
    subject.kind,
    subject.id,
    subject.label,
    subject.debtorId,
    decision?.channel,
    decision?.stage,
    decision?.verdict,
    decision?.code,
    row.details.map((detail) => `${detail.name}: ${textOf(detail)}`).join("; "),
    row.requestId,
  ]);
}

function textOf(detail: LogDetail): string {
  if (detail.type === "money") {
    return `${decimalText(detail.amountMinor, currencyExponent(detail.currency))} ${detail.currency}`;
  }
  if (detail.type === "thing") return detail.value.label ?? detail.value.id ?? "";
  return String(detail.value);
}

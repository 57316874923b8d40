"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { FieldChange, ImportIssue, RowProblem } from "@/server/imports/contract";
import { formatMoney } from "@/server/money";

/** One row of the file that needs a look. */
export function IssueRow({ issue }: { issue: ImportIssue }) {
  const t = useTranslations("imports.result");
  return (
    <li className="grid gap-1 px-4 py-2.5 text-sm sm:grid-cols-[5.5rem_1fr] sm:gap-4">
      <span className="text-xs leading-5 text-muted-foreground tabular-nums">{t("row", { line: issue.line })}</span>
      <div className="min-w-0 break-words">
        {issue.kind === "error" &&
          issue.details.problems.map((problem) => (
            <Problem key={`${problem.code}${problem.field}`} problem={problem} />
          ))}
        {issue.kind === "change" && (
          <>
            <p className="font-medium">{issue.details.label}</p>
            <ul>
              {issue.details.changes.map((change) => (
                <Change key={change.field} change={change} />
              ))}
            </ul>
          </>
        )}
        {issue.kind === "near_duplicate" && <NearDuplicate details={issue.details} />}
      </div>
    </li>
  );
}

function Problem({ problem }: { problem: RowProblem }) {
  const t = useTranslations("imports");
  const column = problem.column ?? (problem.field ? t(`fields.${problem.field}`) : "");
  return <p>{t(`rowErrors.${problem.code}`, { column, value: problem.value ?? "", line: problem.line ?? 0 })}</p>;
}

function Change({ change }: { change: FieldChange }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const key = `changeFields.${change.field}`;
  const shown = (value: string | null) => {
    if (value === null || value === "") return t("result.nothingThere");
    return change.currency ? formatMoney({ amountMinor: Number(value), currency: change.currency }, locale) : value;
  };
  return (
    <li className="text-muted-foreground">
      {t.has(key) ? t(key) : change.field}: <del className="decoration-muted-foreground/60">{shown(change.from)}</del>{" "}
      <span aria-hidden>→</span> <ins className="text-foreground no-underline">{shown(change.to)}</ins>
    </li>
  );
}

function NearDuplicate({ details }: { details: Extract<ImportIssue, { kind: "near_duplicate" }>["details"] }) {
  const t = useTranslations("imports.result");
  const { number, existingNumber: existing, debtor, line } = details;
  return (
    <p className="flex flex-wrap items-center gap-2">
      {line ? t("nearInFile", { number, debtor, existing, line }) : t("nearText", { number, debtor, existing })}
      <Badge variant={details.skipped ? "warning" : "secondary"}>
        {details.skipped ? t("nearSkipped") : t("nearImported")}
      </Badge>
    </p>
  );
}

// Why a row could not be imported, in the reader's words, from the message catalogue.
import { loadMessages, type Messages } from "@/server/i18n/catalogue";
import type { Locale } from "@/server/i18n/locales";
import type { RowProblem } from "@/server/imports/contract";

/** Writes reasons in one language. */
export function reasonWriter(locale: Locale) {
  const catalogue = asMessages(loadMessages(locale).imports);
  const sentences = asMessages(catalogue.rowErrors);
  const fields = asMessages(catalogue.fields);
  const file = asMessages(catalogue.errorFile);
  return {
    rowHeader: text(file.row),
    reasonHeader: text(file.reason),
    reason(problem: RowProblem): string {
      const column = problem.column ?? text(fields[problem.field ?? ""]);
      const values: Record<string, string> = { column, value: problem.value ?? "", line: String(problem.line ?? "") };
      return text(sentences[problem.code]).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    },
  };
}

function asMessages(value: string | Messages | undefined): Messages {
  return typeof value === "object" ? value : {};
}

function text(value: string | Messages | undefined): string {
  return typeof value === "string" ? value : "";
}

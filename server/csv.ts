// CSV that a spreadsheet opens without running anything in it (CWE-1236). RFC 4180. Pure.

const NUMBER = /^-?\d+(\.\d+)?$/;

/** One cell: what a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What csvCell put before a formula, taken off again: a corrected error file can be imported as it is. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && /^'\s*[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text;
}

/** One line, with its end. */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

// Writing CSV that a spreadsheet cannot mistake for formulas. Pure.

/** One cell: quoted where needed, and with an apostrophe before what a spreadsheet would run. Plain numbers stay. */
export function csvCell(text: string): string {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,\s]+$/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** What csvCell put before a formula, taken off again: a corrected error file can be imported as it is. */
export function withoutGuard(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

// Which of the first rows holds the headers: exports often put a title and a date above them. Pure.
import { cellText, isBlank, type Row } from "@/server/imports/parsing/cell";
import { headerScores } from "@/server/imports/parsing/columns/guess-mapping";

export const headerSearchRows = 20;

/** The row with the most cells that name a field; else the first row with something in it. */
export function findHeaderRow(rows: readonly Row[]): Row | undefined {
  let best: { row: Row; named: number } | undefined;
  for (const row of rows.slice(0, headerSearchRows)) {
    const named = row.cells.filter((cell) => headerScores(cellText(cell)).size > 0).length;
    if (named > 0 && (!best || named > best.named)) best = { row, named };
  }
  return best?.row ?? rows.find((row) => row.cells.some((cell) => !isBlank(cell)));
}

/** Names of the columns; a column without a header is called by its letter, a repeated one gets a number. */
export function columnNames(header: Row): string[] {
  const seen = new Map<string, number>();
  return header.cells.map((cell, index) => {
    const name = cellText(cell).slice(0, 100) || `(${columnLetter(index)})`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

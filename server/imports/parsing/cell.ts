// What a cell holds: text of a CSV, or what an XLSX knows to be a number or a day. Pure.
import { withoutGuard } from "@/server/csv";

export type Cell = string | number | { day: string };

/** A row as the file has it; `line` is the number a spreadsheet shows beside it. */
export type Row = { line: number; cells: Cell[] };

const placeholders = new Set(["-", "--", "—", "–", "n/a", "na", "n.a.", "null", "none", "#n/a", "(blank)"]);

const beginsPlaceholder = new Set([..."-nN#("].map((mark) => mark.charCodeAt(0)));

/** The cell as text, trimmed. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return withoutGuard(cell.trim());
  if (typeof cell === "number") return String(cell);
  return cell.day;
}

/** Whether the cell says nothing: empty, or a word people write for nothing. */
export function isBlank(cell: Cell | undefined): boolean {
  if (cell === undefined) return true;
  if (typeof cell !== "string") return false;
  if (cell === "") return true;
  const first = cell.charCodeAt(0);
  if (first > SPACE && first < DELETE && (cell.length > 9 || !beginsPlaceholder.has(first))) return false;
  const text = cell.trim();
  return text === "" || placeholders.has(text.toLowerCase());
}

const SPACE = 32;
const DELETE = 127;

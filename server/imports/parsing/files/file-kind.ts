// What a file is by its content; its name is never believed. Pure.
import { wideEncoding } from "@/server/imports/parsing/files/encoding";

/** Why a file cannot be read; each code has a sentence in the message catalogue (`imports.fileErrors.<code>`). */
export type FileProblem =
  | "EMPTY"
  | "OLD_EXCEL"
  | "NOT_A_TABLE"
  | "XLSX_BROKEN"
  | "XLSX_TOO_LARGE"
  | "NO_ROWS"
  | "TOO_MANY_COLUMNS"
  | "QUOTE_NOT_CLOSED";

/** Thrown while a file is read. */
export class UnreadableFile extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem);
  }
}

const startsWith = (bytes: Uint8Array, ...prefix: number[]) => prefix.every((byte, i) => bytes[i] === byte);

/** `csv` for any delimited text, `xlsx` for a zip that may be a workbook; throws UnreadableFile for the rest. */
export function fileKind(start: Uint8Array): "csv" | "xlsx" {
  if (start.length === 0) throw new UnreadableFile("EMPTY");
  if (startsWith(start, 0x50, 0x4b, 0x03, 0x04)) return "xlsx";
  if (startsWith(start, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile("OLD_EXCEL");
  if (wideEncoding(start)) return "csv";
  const head = start.subarray(0, 4096);
  const text = new TextDecoder("windows-1252").decode(head);
  if (text.startsWith("%PDF") || text.startsWith("{\\rtf")) throw new UnreadableFile("NOT_A_TABLE");
  if (/^\W{0,3}<(!doctype|html|\?xml|table)/i.test(text)) throw new UnreadableFile("NOT_A_TABLE");
  const control = head.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
  if (control > head.length * 0.01) throw new UnreadableFile("NOT_A_TABLE");
  return "csv";
}

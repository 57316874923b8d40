// Delimited text as rows, streamed. Pure but for the stream it is given.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { parse as parseSync, CsvError as SyncCsvError } from "csv-parse/sync";
import type { Row } from "@/server/imports/parsing/cell";
import { decodeText, type Encoding } from "@/server/imports/parsing/files/encoding";
import { UnreadableFile } from "@/server/imports/parsing/files/file-kind";

export type Delimiter = "," | ";" | "\t" | "|";

const delimiters: Delimiter[] = [",", ";", "\t", "|"];
const batchSize = 1000;
const cellsMax = 100_000;

const dialect = {
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: 1_000_000,
};

/** The delimiter under which the first rows have the most equal, and more than one, columns. */
export function sniffDelimiter(text: string): Delimiter {
  const hint = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (hint) return hint as Delimiter;
  const sample = completeLines(text);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    const score = consistency(sample, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function completeLines(text: string): string {
  const head = text.slice(0, 65_536);
  if (head.length === text.length) return head;
  const end = head.lastIndexOf("\n");
  return end > 0 ? head.slice(0, end) : head;
}

function consistency(sample: string, delimiter: Delimiter): number {
  const widths = new Map<number, number>();
  const count = (record: string[]) => {
    if (record.length > 1) widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
    return null;
  };
  try {
    parseSync(sample, { ...dialect, delimiter, to: 200, on_record: count });
  } catch (error) {
    // The sample may end inside a quoted cell; the rows before it count.
    if (!(error instanceof SyncCsvError)) throw error;
  }
  let best = 0;
  for (const [width, count] of widths) best = Math.max(best, count * (1 + Math.log2(width)));
  return best;
}

/** Rows in batches. `line` counts records from 1, as a spreadsheet would number them. */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { encoding: Encoding; delimiter: Delimiter },
): AsyncGenerator<Row[]> {
  const parser = parse({ ...dialect, delimiter: options.delimiter });
  const text = boundedRows(withoutHint(decodeText(chunks, options.encoding)), options.delimiter);
  const feeding = pipeline(Readable.from(text), parser);
  // A failure reaches the reader below through the parser itself.
  feeding.catch(() => {});
  let line = 0;
  let batch: Row[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      batch.push({ line, cells });
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile("QUOTE_NOT_CLOSED") : error;
  }
  if (batch.length > 0) yield batch;
}

/** The parser measures a row by its text: millions of empty cells are stopped here, before they take memory. */
async function* boundedRows(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<string> {
  const mark = delimiter.charCodeAt(0);
  let cells = 0;
  for await (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) cells = 0;
      else if (code === mark) cells += 1;
      if (cells > cellsMax) throw new UnreadableFile("TOO_MANY_COLUMNS");
    }
    yield text;
  }
}

/** Excel's `sep=;` line is a hint, not a row. */
async function* withoutHint(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const text of texts) {
    yield first ? text.replace(/^sep=[,;\t|]\r?\n/i, "") : text;
    first = false;
  }
}

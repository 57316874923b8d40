// Delimited text as rows, streamed. Pure but for the stream it is given.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { parse as parseSync } from "csv-parse/sync";
import type { Row } from "@/server/imports/parsing/cell";
import { decodeText, type Encoding } from "@/server/imports/parsing/encoding";

export type Delimiter = "," | ";" | "\t" | "|";

const delimiters: Delimiter[] = [",", ";", "\t", "|"];
const batchSize = 1000;

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
  for (const record of parseSync(sample, { ...dialect, delimiter, to: 200 }) as string[][]) {
    if (record.length > 1) widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
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
  const feeding = pipeline(Readable.from(withoutHint(decodeText(chunks, options.encoding))), parser);
  // A failure reaches the reader below through the parser itself.
  feeding.catch(() => {});
  let line = 0;
  let batch: Row[] = [];
  for await (const cells of parser as AsyncIterable<string[]>) {
    line += 1;
    batch.push({ line, cells });
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Excel's `sep=;` line is a hint, not a row. */
async function* withoutHint(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const text of texts) {
    yield first ? text.replace(/^sep=[,;\t|]\r?\n/i, "") : text;
    first = false;
  }
}

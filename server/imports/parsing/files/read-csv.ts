// Delimited text as rows, streamed. Pure but for the stream it is given.
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import Papa from "papaparse";
import type { Row } from "@/server/imports/parsing/cell";
import { decodeText, type Encoding } from "@/server/imports/parsing/files/encoding";
import { type FileProblem, UnreadableFile } from "@/server/imports/parsing/files/file-kind";

export type Delimiter = "," | ";" | "\t" | "|";

const delimiters: Delimiter[] = [",", ";", "\t", "|"];
const sampleChars = 65_536;
const cellsMax = 100_000;
const recordCharsMax = 1_000_000;

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
  const head = text.slice(0, sampleChars);
  if (head.length === text.length) return head;
  const end = head.lastIndexOf("\n");
  return end > 0 ? head.slice(0, end) : head;
}

function consistency(sample: string, delimiter: Delimiter): number {
  const widths = new Map<number, number>();
  const { data, errors } = Papa.parse<string[]>(sample, { delimiter, newline: newlineOf(sample), preview: 200 });
  // The sample may end inside a quoted cell; the rows before it count.
  const open = errors.find((error) => error.code === "MissingQuotes")?.row ?? data.length;
  for (const { length } of data.slice(0, open)) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of widths) best = Math.max(best, count * (1 + Math.log2(width)));
  return best;
}

/** A carriage return before it is taken off the row's last cell. */
const newlineOf = (text: string) => (text.includes("\n") ? "\n" : "\r");

/** Rows in batches, without the empty ones. `line` counts records from 1, as a spreadsheet would number them. */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { encoding: Encoding; delimiter: Delimiter },
): AsyncGenerator<Row[]> {
  const texts = withoutHint(decodeText(chunks, options.encoding));
  let line = 0;
  for await (const records of parsed(texts, options.delimiter)) {
    const rows: Row[] = [];
    for (const cells of records) {
      line += 1;
      const last = cells.length - 1;
      if (cells[last]?.endsWith("\r")) cells[last] = cells[last].slice(0, -1);
      if (last > 0 || cells[0] !== "") rows.push({ line, cells });
    }
    yield rows;
  }
}

/** The records that each text completes; the parser waits while they are worked on. */
async function* parsed(texts: AsyncGenerator<string>, delimiter: Delimiter): AsyncGenerator<string[][]> {
  const head = await upToFirstLine(texts);
  const given: string[] = [];
  async function* giving() {
    given.push(head);
    yield head;
    for await (const text of texts) {
      given.push(text);
      yield text;
    }
  }
  const source = Readable.from(giving(), { highWaterMark: 1 });
  let chars = 0;
  let goOn: (() => void) | undefined;
  const records = new ReadableStream<string[][]>(
    {
      start(out) {
        Papa.parse<string[]>(source, {
          delimiter,
          newline: newlineOf(head),
          chunk({ data, errors, meta }, parser) {
            const text = given.shift() ?? "";
            chars += text.length;
            const problem = problemOf(data, errors, chars - meta.cursor > recordCharsMax ? text : "");
            if (problem) {
              out.error(new UnreadableFile(problem));
              source.destroy();
              return;
            }
            if (data.length > 0) out.enqueue(data);
            if ((out.desiredSize ?? 0) > 0) return;
            parser.pause();
            goOn = () => parser.resume();
          },
          complete: () => out.close(),
          error: (error) => out.error(error),
        });
      },
      pull() {
        // Going on may fill the queue at once, and wait again.
        const resume = goOn;
        goOn = undefined;
        resume?.();
      },
      cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 1 },
  );
  yield* records;
}

/** As much text as it takes to see how its lines end. */
async function upToFirstLine(texts: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (!head.includes("\n") && head.length < sampleChars) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

/** Why these records cannot be meant; `endless` is text that belongs to a record too long to be one, if there is such. */
function problemOf(
  records: readonly string[][],
  errors: readonly Papa.ParseError[],
  endless: string,
): FileProblem | undefined {
  if (errors.some((error) => isUnclosed(error, records)) || endless.includes('"')) return "QUOTE_NOT_CLOSED";
  return endless !== "" || records.some((cells) => cells.length > cellsMax) ? "TOO_MANY_COLUMNS" : undefined;
}

/** A quotation mark that is no end of its cell took rows into it, or nothing ends it. */
function isUnclosed({ code, row }: Papa.ParseError, records: readonly string[][]): boolean {
  if (code === "MissingQuotes") return true;
  const record = row === undefined ? undefined : records[row];
  return code === "InvalidQuotes" && record?.some((cell) => cell.includes("\n")) === true;
}

/** Excel's `sep=;` line is a hint, not a row. */
async function* withoutHint(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const text of texts) {
    yield first ? text.replace(/^sep=[,;\t|]\r?\n/i, "") : text;
    first = false;
  }
}

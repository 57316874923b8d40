// What a whole file looks like, column by column: the ground for guesses and questions. Pure.

import { type Cell, cellText, isBlank, type Row } from "@/server/imports/parsing/cell";
import { type MarkEvidence, markEvidence } from "@/server/imports/parsing/values/amounts";
import { type OrderEvidence, orderEvidence } from "@/server/imports/parsing/values/dates";
import { isCurrency } from "@/server/money";

export type ColumnProfile = {
  name: string;
  /** Cells that say something. */
  filled: number;
  samples: string[];
  /** The distinct values while they are few, else null. */
  values: string[] | null;
  dates: number;
  dmy: number;
  mdy: number;
  /** Dates that could be read both ways. */
  openDates: number;
  amounts: number;
  dots: number;
  commas: number;
  /** Amounts like 1,234 that could be read both ways. */
  openAmounts: number;
  /** An example of what could be read both ways, for the question. */
  openDateSample?: string;
  openAmountSample?: string;
};

const distinctMax = 300;
const rememberedMax = 2_000;
const samplesMax = 5;

/** What one cell says, for the columns it could be of. */
type Evidence = { date?: OrderEvidence; amount?: MarkEvidence };

type Draft = Omit<ColumnProfile, "values"> & {
  /** What each text says, while a column has few of them. */
  seen: Map<string, Evidence> | null;
  /** False once so many different texts were neither dates nor amounts that the column is of something else. */
  maybe: boolean;
};

/** Collects the profile row by row. */
export function profiler(headers: readonly string[]) {
  const drafts: Draft[] = headers.map((name) => ({
    name,
    filled: 0,
    samples: [],
    dates: 0,
    dmy: 0,
    mdy: 0,
    openDates: 0,
    amounts: 0,
    dots: 0,
    commas: 0,
    openAmounts: 0,
    seen: new Map(),
    maybe: true,
  }));
  return {
    add(row: Row) {
      for (let i = 0; i < drafts.length; i += 1) {
        const draft = drafts[i];
        const cell = row.cells[i];
        if (draft && cell !== undefined && !isBlank(cell)) addCell(draft, cell);
      }
    },
    columns(): ColumnProfile[] {
      return drafts.map(({ seen, maybe: _, ...column }) => ({
        ...column,
        values: seen && seen.size <= distinctMax ? [...seen.keys()] : null,
      }));
    },
  };
}

function addCell(draft: Draft, cell: Cell) {
  draft.filled += 1;
  const text = cellText(cell);
  if (draft.samples.length < samplesMax && !draft.samples.includes(text)) draft.samples.push(text.slice(0, 120));
  let evidence = draft.seen?.get(text);
  if (!evidence) {
    if (!draft.maybe) return;
    evidence = evidenceOf(cell, text);
    draft.seen?.set(text, evidence);
    if (draft.seen && draft.seen.size > rememberedMax) draft.seen = null;
    draft.maybe = draft.seen !== null || draft.dates > 0 || draft.amounts > 0;
  }
  if (evidence.date) addDate(draft, evidence.date, text);
  if (evidence.amount) addAmount(draft, evidence.amount, text);
}

function evidenceOf(cell: Cell, text: string): Evidence {
  if (typeof cell === "number") {
    const serial = cell >= 20_000 && cell <= 80_000 && Number.isInteger(cell);
    return { amount: "none", date: serial ? "none" : undefined };
  }
  if (typeof cell !== "string") return { date: "none" };
  if (text.length > 40 || !hasDigit(text)) return {};
  return { date: orderEvidence(text), amount: markEvidence(text) };
}

/** A digit of any script. */
const hasDigit = (text: string) => /\d/.test(text) || (/[^ -~]/.test(text) && /\p{Nd}/u.test(text));

function addDate(draft: Draft, order: OrderEvidence, text: string) {
  draft.dates += 1;
  if (order === "DMY") draft.dmy += 1;
  else if (order === "MDY") draft.mdy += 1;
  else if (order === "open") {
    draft.openDates += 1;
    draft.openDateSample ??= text;
  }
}

function addAmount(draft: Draft, mark: MarkEvidence, text: string) {
  draft.amounts += 1;
  if (mark === ".") draft.dots += 1;
  else if (mark === ",") draft.commas += 1;
  else if (mark === "open") {
    draft.openAmounts += 1;
    draft.openAmountSample ??= text;
  }
}

/** The order of a column's dates, or undefined when the column leaves it open or contradicts itself. */
export function columnOrder(column: ColumnProfile): "DMY" | "MDY" | undefined {
  if (column.dmy > 0 && column.mdy > 0) return undefined;
  if (column.dmy > 0) return "DMY";
  if (column.mdy > 0) return "MDY";
  return column.openDates > 0 ? undefined : "DMY";
}

/** The decimal mark of a column's amounts, or undefined when the column leaves it open or contradicts itself. */
export function columnMark(column: ColumnProfile): "." | "," | undefined {
  if (column.dots > 0 && column.commas > 0) return undefined;
  if (column.dots > 0) return ".";
  if (column.commas > 0) return ",";
  return column.openAmounts > 0 ? undefined : ".";
}

/** Whether every amount of the column names its currency itself. */
export function namesCurrencies(column: ColumnProfile): boolean {
  return column.samples.length > 0 && column.samples.every((sample) => /€|£|₹/.test(sample) || codeIn(sample));
}

function codeIn(sample: string): boolean {
  const code = /\b([A-Z]{3})\b/.exec(sample)?.[1];
  return code !== undefined && isCurrency(code);
}

// A registry's list as CSV: a number a row, its status, mode and categories where there are columns for them. A row that
// cannot be read is told and never guessed at: taken for clear it would reach somebody who asked for peace. Pure.
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import Papa from "papaparse";
import type { GivenList, registryModes } from "@/server/registries/contract";

type Mode = (typeof registryModes)[number];
export type Listed = { number: string; mode: Mode; status: "clear" | "blocked"; categories: string[] };
export type ReadList = { rows: number; listed: Listed[]; faults: { line: number; fault: Fault }[] };
export type Fault = "columns" | "number" | "status" | "mode";

const columns = {
  number: ["number", "phone", "mobile", "msisdn", "phone number", "mobile number", "telephone"],
  status: ["status", "result", "dnd", "dnd status", "blocked"],
  mode: ["mode", "modes", "channel"],
  category: ["category", "categories", "preference", "preferences"],
} as const;
const blockedWords = new Set([
  "blocked",
  "block",
  "yes",
  "y",
  "true",
  "1",
  "dnd",
  "registered",
  "listed",
  "fully blocked",
]);
const clearWords = new Set(["clear", "no", "n", "false", "0", "non-dnd", "not registered", "free", "ok"]);
/** India's registry tells five modes; an automatic call of whatever kind is a call. */
const modesOf: Record<string, readonly Mode[]> = {
  "": ["voice", "sms"],
  any: ["voice", "sms"],
  all: ["voice", "sms"],
  both: ["voice", "sms"],
  voice: ["voice"],
  call: ["voice"],
  calls: ["voice"],
  robo: ["voice"],
  "auto-dialer": ["voice"],
  "auto dialer": ["voice"],
  "auto-dialer prerecorded": ["voice"],
  "auto-dialer live": ["voice"],
  sms: ["sms"],
  text: ["sms"],
  texts: ["sms"],
};

export function readList(csv: string, country: string): ReadList {
  const { data } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ""), { skipEmptyLines: "greedy" });
  const [head = [], ...rows] = data;
  const at = (name: keyof typeof columns) =>
    head.findIndex((cell) => columns[name].some((each) => each === cell.trim().toLowerCase()));
  const where = { number: at("number"), status: at("status"), mode: at("mode"), category: at("category") };
  if (where.number < 0) return { rows: 0, listed: [], faults: [{ line: 1, fault: "columns" }] };

  const read = rows.map((row) => {
    const cell = (name: keyof typeof where) => (where[name] < 0 ? undefined : (row[where[name]] ?? "").trim());
    const categories = (cell("category") ?? "").split(/[;,|]/);
    return readRow(cell("number") ?? "", cell("status"), cell("mode") ?? "", categories, country);
  });
  return together(read, 2);
}

/** The same of rows that did not come as a file; `line` is their place, from nought. */
export function readNumbers(numbers: Extract<GivenList, { numbers: unknown }>["numbers"], country: string): ReadList {
  const read = numbers.map(({ number, status, mode, categories }) =>
    readRow(number, status, mode, categories, country),
  );
  return together(read, 0);
}

function together(rows: readonly (Listed[] | Fault)[], firstLine: number): ReadList {
  const found = new Map<string, Listed>();
  const faults: ReadList["faults"] = [];
  for (const [index, row] of rows.entries()) {
    if (typeof row === "string") faults.push({ line: index + firstLine, fault: row });
    else for (const each of row) keepStricter(found, each);
  }
  return { rows: rows.length, listed: [...found.values()], faults };
}

function readRow(
  numberText: string,
  statusText: string | undefined,
  modeText: string,
  categoryTexts: readonly string[],
  country: string,
): Listed[] | Fault {
  const parsed = parsePhoneNumberFromString(numberText, { defaultCountry: country as CountryCode, extract: false });
  if (!parsed?.isPossible()) return "number";
  const status = statusOf(statusText);
  if (!status) return "status";
  const modes = modesOf[modeText.toLowerCase()];
  if (!modes) return "mode";
  const categories = categoryTexts.flatMap((each) => each.trim().toLowerCase() || []);
  return modes.map((mode) => ({ number: parsed.number, mode, status, categories }));
}

/** A list without a column for it is one of those who are blocked. */
function statusOf(text: string | undefined): Listed["status"] | undefined {
  if (text === undefined) return "blocked";
  const word = text.toLowerCase();
  return blockedWords.has(word) ? "blocked" : clearWords.has(word) ? "clear" : undefined;
}

/** Of two rows about one number and mode the stricter holds, with the categories of both. */
function keepStricter(found: Map<string, Listed>, row: Listed): void {
  const key = `${row.mode} ${row.number}`;
  const known = found.get(key);
  const categories = [...new Set([...(known?.categories ?? []), ...row.categories])].sort();
  found.set(key, { ...row, status: known?.status === "blocked" ? "blocked" : row.status, categories });
}

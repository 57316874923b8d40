// Reads the cells of one row by field, collecting what is wrong in the user's terms. Pure.
import type { ImportOptions, RowErrorCode, RowProblem } from "@/server/imports/contract";
import { type Cell, cellText, isBlank, type Row } from "@/server/imports/parsing/cell";
import {
  type ImportField,
  importFieldNames,
  importFields,
  type Mapping,
} from "@/server/imports/parsing/columns/fields";
import { type ColumnProfile, columnMark, columnOrder } from "@/server/imports/parsing/columns/profile";
import {
  type DecimalMark,
  numberToAmount,
  parseAmount,
  sharedSymbols,
  toMinorUnits,
} from "@/server/imports/parsing/values/amounts";
import { countryOf, usesNumericCodes } from "@/server/imports/parsing/values/countries";
import { type DateOrder, parseDay } from "@/server/imports/parsing/values/dates";
import { readTruth } from "@/server/imports/parsing/values/words";
import { AMOUNT_MINOR_MAX, currencyExponent, isCurrency } from "@/server/money";

const textMax = 500;

/** What was decided about the whole file. */
export type ReadingRules = {
  columns: readonly ColumnProfile[];
  mapping: Mapping;
  options: ImportOptions;
  orders: Partial<Record<ImportField, DateOrder>>;
  marks: Partial<Record<ImportField, DecimalMark>>;
  numericCountries: boolean;
};

/** Settles the order of dates and the decimal mark per column: the column's own evidence first, then the answer. */
export function readingRules(
  columns: readonly ColumnProfile[],
  mapping: Mapping,
  options: ImportOptions,
): ReadingRules {
  const rules: ReadingRules = { columns, mapping, options, orders: {}, marks: {}, numericCountries: false };
  for (const field of importFieldNames) {
    const index = mapping[field];
    const column = index === undefined ? undefined : columns[index];
    if (!column) continue;
    const type = importFields[field].type;
    if (type === "day" || type === "boolean") rules.orders[field] = columnOrder(column) ?? options.dateOrder ?? "DMY";
    if (type === "amount") rules.marks[field] = columnMark(column) ?? options.decimalMark ?? ".";
    if (type === "country") rules.numericCountries = usesNumericCodes(column.values ?? []);
  }
  return rules;
}

export type CellReader = ReturnType<typeof cellReader>;

/** The reader of one row. Each method returns undefined for a blank cell, and notes a problem for an unreadable one. */
export function cellReader(rules: ReadingRules, row: Row) {
  const problems: RowProblem[] = [];

  function cell(field: ImportField): Cell | undefined {
    const index = rules.mapping[field];
    if (index === undefined) return undefined;
    const value = row.cells[index];
    return isBlank(value) ? undefined : value;
  }

  function problem(code: RowErrorCode, field: ImportField) {
    const index = rules.mapping[field];
    const value = index === undefined ? "" : cellText(row.cells[index]);
    problems.push({
      code,
      field,
      ...(index === undefined ? {} : { column: rules.columns[index]?.name }),
      ...(value === "" ? {} : { value: value.slice(0, 200) }),
    });
  }

  function text(field: ImportField, max = textMax): string | undefined {
    const value = cell(field);
    if (value === undefined) return undefined;
    const plain = cellText(value).replace(/\s+/g, " ");
    if (plain.length > max) problem("TEXT_TOO_LONG", field);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL cannot store NUL, and the others are noise.
    return plain.replace(/[\u0000-\u0008\u000b-\u001f]/g, "");
  }

  function day(field: ImportField): string | undefined {
    const value = cell(field);
    if (value === undefined) return undefined;
    const parsed = parseDay(value, rules.orders[field] ?? "DMY");
    if (parsed === undefined) problem("DATE_INVALID", field);
    return parsed;
  }

  function truth(field: ImportField): boolean | undefined {
    const value = cell(field);
    if (value === undefined) return undefined;
    const parsed = readTruth(cellText(value)) ?? (parseDay(value, rules.orders[field] ?? "DMY") ? true : undefined);
    if (parsed === undefined) problem("TRUTH_UNCLEAR", field);
    return parsed;
  }

  function country(): string | undefined {
    const value = cell("country");
    if (value === undefined) return undefined;
    const plain = cellText(value);
    const known = rules.options.countryCodes[plain] ?? countryOf(plain, { numeric: rules.numericCountries });
    if (!known) problem("COUNTRY_UNKNOWN", "country");
    return known;
  }

  /** The currency of the row: its own column, else what the amount names, else the answer. */
  function currency(): string | undefined {
    const value = cell("currency");
    if (value !== undefined) {
      const code = currencyFrom(cellText(value), rules.options.currency);
      if (!code) problem("CURRENCY_UNKNOWN", "currency");
      return code;
    }
    const amountCell = cell("amount");
    if (typeof amountCell === "string") {
      const parsed = parseAmount(amountCell, rules.marks.amount ?? ".");
      if (parsed?.currency) return parsed.currency;
      if (parsed?.symbol) {
        const answer = rules.options.currency;
        if (answer && sharedSymbols[parsed.symbol]?.includes(answer)) return answer;
        problem("CURRENCY_UNCLEAR", "amount");
        return undefined;
      }
    }
    if (!rules.options.currency) problem("CURRENCY_MISSING", "currency");
    return rules.options.currency;
  }

  function amount(field: ImportField, code: string): number | undefined {
    const value = cell(field);
    if (value === undefined) return undefined;
    const exponent = currencyExponent(code);
    if (typeof value === "number") {
      return bounded(numberToAmount(value, exponent), field);
    }
    const parsed = typeof value === "string" ? parseAmount(value, rules.marks[field] ?? ".") : undefined;
    if (!parsed) {
      problem("AMOUNT_INVALID", field);
      return undefined;
    }
    if (parsed.currency && parsed.currency !== code) {
      problem("CURRENCY_UNCLEAR", field);
      return undefined;
    }
    return bounded(toMinorUnits(parsed, exponent), field);
  }

  function bounded(minor: number | undefined, field: ImportField): number | undefined {
    if (minor !== undefined && Math.abs(minor) <= AMOUNT_MINOR_MAX) return minor;
    problem(minor === undefined ? "AMOUNT_TOO_PRECISE" : "AMOUNT_TOO_LARGE", field);
    return undefined;
  }

  return { cell, text, day, truth, country, currency, amount, problem, problems };
}

function currencyFrom(text: string, answer: string | undefined): string | undefined {
  const code = text.toUpperCase();
  if (isCurrency(code)) return code;
  const parsed = parseAmount(`1 ${text}`, ".");
  if (parsed?.currency) return parsed.currency;
  return parsed?.symbol && answer && sharedSymbols[parsed.symbol]?.includes(answer) ? answer : undefined;
}

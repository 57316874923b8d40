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

/** The reader of one row. Each method returns undefined for a blank cell, and notes a problem for an unreadable one. */
export class CellReader {
  readonly problems: RowProblem[] = [];

  constructor(
    private readonly rules: ReadingRules,
    private readonly row: Row,
  ) {}

  cell(field: ImportField): Cell | undefined {
    const index = this.rules.mapping[field];
    if (index === undefined) return undefined;
    const value = this.row.cells[index];
    return isBlank(value) ? undefined : value;
  }

  problem(code: RowErrorCode, field: ImportField) {
    const index = this.rules.mapping[field];
    const value = index === undefined ? "" : cellText(this.row.cells[index]);
    this.problems.push({
      code,
      field,
      ...(index === undefined ? {} : { column: this.rules.columns[index]?.name }),
      ...(value === "" ? {} : { value: value.slice(0, 200) }),
    });
  }

  text(field: ImportField, max = textMax): string | undefined {
    const value = this.cell(field);
    if (value === undefined) return undefined;
    const plain = tidy(cellText(value));
    if (plain.length > max) this.problem("TEXT_TOO_LONG", field);
    return plain;
  }

  day(field: ImportField): string | undefined {
    const value = this.cell(field);
    if (value === undefined) return undefined;
    const parsed = parseDay(value, this.rules.orders[field] ?? "DMY");
    if (parsed === undefined) this.problem("DATE_INVALID", field);
    return parsed;
  }

  truth(field: ImportField): boolean | undefined {
    const value = this.cell(field);
    if (value === undefined) return undefined;
    const parsed =
      readTruth(cellText(value)) ?? (parseDay(value, this.rules.orders[field] ?? "DMY") ? true : undefined);
    if (parsed === undefined) this.problem("TRUTH_UNCLEAR", field);
    return parsed;
  }

  country(): string | undefined {
    const value = this.cell("country");
    if (value === undefined) return undefined;
    const plain = cellText(value);
    const known = this.rules.options.countryCodes[plain] ?? countryOf(plain, { numeric: this.rules.numericCountries });
    if (!known) this.problem("COUNTRY_UNKNOWN", "country");
    return known;
  }

  /** The currency of the row: its own column, else what the amount names, else the answer. */
  currency(): string | undefined {
    const value = this.cell("currency");
    if (value !== undefined) {
      const code = currencyFrom(cellText(value), this.rules.options.currency);
      if (!code) this.problem("CURRENCY_UNKNOWN", "currency");
      return code;
    }
    const amountCell = this.cell("amount");
    if (typeof amountCell === "string") {
      const parsed = parseAmount(amountCell, this.rules.marks.amount ?? ".");
      if (parsed?.currency) return parsed.currency;
      if (parsed?.symbol) {
        const answer = this.rules.options.currency;
        if (answer && sharedSymbols[parsed.symbol]?.includes(answer)) return answer;
        this.problem("CURRENCY_UNCLEAR", "amount");
        return undefined;
      }
    }
    if (!this.rules.options.currency) this.problem("CURRENCY_MISSING", "currency");
    return this.rules.options.currency;
  }

  amount(field: ImportField, code: string): number | undefined {
    const value = this.cell(field);
    if (value === undefined) return undefined;
    const exponent = currencyExponent(code);
    if (typeof value === "number") {
      return this.bounded(numberToAmount(value, exponent), field);
    }
    const parsed = typeof value === "string" ? parseAmount(value, this.rules.marks[field] ?? ".") : undefined;
    if (!parsed) {
      this.problem("AMOUNT_INVALID", field);
      return undefined;
    }
    if (parsed.currency && parsed.currency !== code) {
      this.problem("CURRENCY_UNCLEAR", field);
      return undefined;
    }
    return this.bounded(toMinorUnits(parsed, exponent), field);
  }

  private bounded(minor: number | undefined, field: ImportField): number | undefined {
    if (minor !== undefined && Math.abs(minor) <= AMOUNT_MINOR_MAX) return minor;
    this.problem(minor === undefined ? "AMOUNT_TOO_PRECISE" : "AMOUNT_TOO_LARGE", field);
    return undefined;
  }
}

/** Single spaces, and none of the characters that say nothing; most texts are so already. */
function tidy(text: string): string {
  if (!/[^ -~]| {2}/.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL cannot store NUL, and the others are noise.
  return text.replace(/\s+/g, " ").replace(/[\u0000-\u0008\u000b-\u001f]/g, "");
}

function currencyFrom(text: string, answer: string | undefined): string | undefined {
  const code = text.toUpperCase();
  if (isCurrency(code)) return code;
  const parsed = parseAmount(`1 ${text}`, ".");
  if (parsed?.currency) return parsed.currency;
  return parsed?.symbol && answer && sharedSymbols[parsed.symbol]?.includes(answer) ? answer : undefined;
}

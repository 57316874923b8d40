// What must be asked about a file once its columns are mapped. Pure.
import type { ImportOptions, ImportQuestion } from "@/server/imports/contract";
import {
  hasInvoices,
  type ImportField,
  importFieldNames,
  importFields,
  type Mapping,
} from "@/server/imports/parsing/columns/fields";
import { type ColumnProfile, columnMark, columnOrder, namesCurrencies } from "@/server/imports/parsing/columns/profile";
import { countryOf, usesNumericCodes } from "@/server/imports/parsing/values/countries";

export type Defaults = { currency: string; country: string };

/** The questions, answered or not; `defaults` are the workspace's own and only suggested. */
export function questionsFor(
  columns: readonly ColumnProfile[],
  rows: number,
  mapping: Mapping,
  options: ImportOptions,
  defaults: Defaults,
): ImportQuestion[] {
  const column = (field: ImportField) => {
    const index = mapping[field];
    return index === undefined ? undefined : columns[index];
  };
  return [
    ...currencyQuestion(column, rows, mapping, options, defaults),
    ...countryQuestions(column, rows, options, defaults),
    ...dateQuestion(mappedColumns(columns, mapping, "day"), options),
    ...markQuestion(mappedColumns(columns, mapping, "amount"), options),
  ];
}

type ColumnOf = (field: ImportField) => ColumnProfile | undefined;

function currencyQuestion(
  column: ColumnOf,
  rows: number,
  mapping: Mapping,
  options: ImportOptions,
  defaults: Defaults,
): ImportQuestion[] {
  if (!hasInvoices(mapping)) return [];
  const own = column("currency");
  if (own && own.filled >= rows) return [];
  const amount = column("amount");
  if (!own && amount && namesCurrencies(amount)) return [];
  return [
    { kind: "currency", suggested: defaults.currency, ...(options.currency ? { answer: options.currency } : {}) },
  ];
}

function countryQuestions(
  column: ColumnOf,
  rows: number,
  options: ImportOptions,
  defaults: Defaults,
): ImportQuestion[] {
  const own = column("country");
  const questions: ImportQuestion[] = [];
  const unknown = own ? unknownCountries(own) : [];
  if (unknown.length > 0) {
    const answers = Object.fromEntries(
      unknown.flatMap((value) => {
        const answer = options.countryCodes[value];
        return answer ? [[value, answer] as const] : [];
      }),
    );
    questions.push({ kind: "country_codes", values: unknown, suggested: defaults.country, answers });
  }
  if (!own || own.filled < rows) {
    questions.push({
      kind: "country",
      suggested: defaults.country,
      ...(options.country ? { answer: options.country } : {}),
    });
  }
  return questions;
}

/** Values of the column that name no country we know. */
function unknownCountries(column: ColumnProfile): string[] {
  const values = column.values ?? column.samples;
  const numeric = usesNumericCodes(values);
  return values.filter((value) => countryOf(value, { numeric }) === undefined).sort();
}

function mappedColumns(columns: readonly ColumnProfile[], mapping: Mapping, type: "day" | "amount"): ColumnProfile[] {
  return importFieldNames.flatMap((field) => {
    const index = mapping[field];
    const column = index === undefined ? undefined : columns[index];
    return column && importFields[field].type === type ? [column] : [];
  });
}

function dateQuestion(columns: ColumnProfile[], options: ImportOptions): ImportQuestion[] {
  const open = columns.filter((column) => columnOrder(column) === undefined);
  if (open.length === 0) return [];
  return [
    {
      kind: "date_order",
      columns: open.map((column) => column.name),
      sample: open[0]?.openDateSample ?? open[0]?.samples[0] ?? "",
      contradicts: open.some((column) => column.dmy > 0 && column.mdy > 0),
      ...(options.dateOrder ? { answer: options.dateOrder } : {}),
    },
  ];
}

function markQuestion(columns: ColumnProfile[], options: ImportOptions): ImportQuestion[] {
  const open = columns.filter((column) => columnMark(column) === undefined);
  if (open.length === 0) return [];
  return [
    {
      kind: "decimal_mark",
      columns: open.map((column) => column.name),
      sample: open[0]?.openAmountSample ?? open[0]?.samples[0] ?? "",
      contradicts: open.some((column) => column.dots > 0 && column.commas > 0),
      ...(options.decimalMark ? { answer: options.decimalMark } : {}),
    },
  ];
}

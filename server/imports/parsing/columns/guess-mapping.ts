// Which column is which field, from its header and what is in it. Pure.

import {
  type ImportField,
  importFieldNames,
  importFields,
  type Mapping,
} from "@/server/imports/parsing/columns/fields";
import { headerNames } from "@/server/imports/parsing/columns/header-names";
import type { ColumnProfile } from "@/server/imports/parsing/columns/profile";
import { foldText } from "@/server/imports/parsing/values/fold-text";

type Phrase = { field: ImportField; text: string; compact: string; words: number };

let phrases: Phrase[] | undefined;

function allPhrases(): Phrase[] {
  phrases ??= importFieldNames.flatMap((field) =>
    headerNames[field].split("|").map((name) => {
      const text = foldText(name);
      return { field, text, compact: text.replaceAll(" ", ""), words: text.split(" ").length };
    }),
  );
  return phrases;
}

/** How well a header names each field: 100 exactly, 90 but for spaces, less where it only contains the name. */
export function headerScores(header: string): Map<ImportField, number> {
  const text = foldText(header);
  const compact = text.replaceAll(" ", "");
  const scores = new Map<ImportField, number>();
  if (compact === "") return scores;
  for (const phrase of allPhrases()) {
    let score = 0;
    if (phrase.text === text) score = 100;
    else if (phrase.compact === compact) score = 90;
    else if (phrase.words > 1 && ` ${text} `.includes(` ${phrase.text} `)) score = 40 + phrase.text.length;
    if (score > (scores.get(phrase.field) ?? 0)) scores.set(phrase.field, Math.min(score, 100));
  }
  return scores;
}

/** The best one-to-one assignment, greedily from the surest; a column whose values cannot be the field is left out. */
export function guessMapping(columns: readonly ColumnProfile[]): Mapping {
  const candidates = columns.flatMap((column, index) =>
    [...headerScores(column.name)]
      .filter(([field]) => fits(column, field))
      .map(([field, score]) => ({ field, index, score: score + evidence(column, field) })),
  );
  candidates.sort((a, b) => b.score - a.score || a.index - b.index);
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const { field, index } of candidates) {
    if (mapping[field] !== undefined || taken.has(index)) continue;
    mapping[field] = index;
    taken.add(index);
  }
  return mapping;
}

function share(part: number, column: ColumnProfile) {
  const filled = column.filled;
  return filled === 0 ? 1 : part / filled;
}

function fits(column: ColumnProfile, field: ImportField): boolean {
  switch (importFields[field].type) {
    case "day":
      return share(column.dates, column) >= 0.5;
    case "amount":
    case "number":
      return share(column.amounts, column) >= 0.5;
    case "boolean":
      return column.values === null || column.values.length <= 6 || share(column.dates, column) >= 0.5;
    case "currency":
      return column.values !== null;
    default:
      return true;
  }
}

function evidence(column: ColumnProfile, field: ImportField): number {
  if (column.filled === 0) return -5;
  return importFields[field].type === "day" && share(column.dates, column) > 0.95 ? 3 : 0;
}

/** The identity of a set of headers: the same file layout, whoever exports it when. */
export function headerKey(headers: readonly string[]): string {
  return headers.map(foldText).join("|");
}

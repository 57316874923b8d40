// Whether what was said aloud agrees with what is known: every amount, percentage, date and long number in it must be one of
// the facts that this conversation may name. Pure.
import { figuresIn } from "@/server/flows/reading/amounts";
import { calendarDaysIn } from "@/server/flows/reading/dates";
import type { Money } from "@/server/money";
import { currencyExponent } from "@/server/money";

/** Everything with figures in it that may be said. */
export type KnownFigures = {
  amounts: readonly Money[];
  days: readonly string[];
  percents: readonly number[];
  /** Counts, and the numbers that invoices and telephones have, as written. */
  numbers: readonly string[];
  today: string;
};

export type WrongFigure = { kind: "amount" | "percent" | "date" | "number"; words: string };

/** Numbers up to this are small talk: "one moment", "two or three days". */
const smallMax = 31;

/** What was said wrong, in the order it is looked for. */
export function checkSpoken(text: string, known: KnownFigures): WrongFigure[] {
  const spoken = withoutNumbers(text, known.numbers);
  const { amounts, percents, others } = figuresIn(spoken, [...new Set(known.amounts.map((amount) => amount.currency))]);
  const days = calendarDaysIn(spoken, known.today);
  const dateParts = new Set(
    days.flatMap((day) => [
      Number(day.slice(0, 4)),
      Number(day.slice(8)),
      Number(day.slice(5, 7)),
      Number(day.slice(2, 4)),
    ]),
  );
  return [
    ...amounts
      .filter(
        (said) => !known.amounts.some((one) => one.currency === said.currency && one.amountMinor === said.amountMinor),
      )
      .map(({ words }): WrongFigure => ({ kind: "amount", words })),
    ...percents
      .filter((said) => !known.percents.includes(said.value))
      .map(({ words }): WrongFigure => ({ kind: "percent", words })),
    ...days.filter((day) => !known.days.includes(day)).map((day): WrongFigure => ({ kind: "date", words: day })),
    ...others
      .filter(({ value }) => value > smallMax && !dateParts.has(value) && !isKnownNumber(value, known))
      .map(({ words }): WrongFigure => ({ kind: "number", words })),
  ];
}

function isKnownNumber(value: number, known: KnownFigures): boolean {
  return (
    known.numbers.some((number) => Number(number) === value) ||
    known.amounts.some((one) => Math.abs(one.amountMinor) === Math.round(value * 10 ** currencyExponent(one.currency)))
  );
}

/** Invoice and telephone numbers are looked for as they are written, so that their digits are not taken for amounts. */
function withoutNumbers(text: string, numbers: readonly string[]): string {
  return [...numbers]
    .filter((number) => number.length > 2)
    .sort((a, b) => b.length - a.length)
    .reduce((left, number) => left.split(number).join(" ; "), text);
}

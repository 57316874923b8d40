// Which figures were said on a call, and whether a text names others. Pure.
import type { CallFacts } from "@/server/calls/followups/call-facts";
import { figuresIn } from "@/server/flows/reading/amounts";
import { checkSpoken, type KnownFigures, type WrongFigure } from "@/server/flows/reading/check-spoken";
import { calendarDaysIn, dateIn } from "@/server/flows/reading/dates";
import { currencyExponent, type Money } from "@/server/money";

/** What the text says that neither the transcript nor what is written down of the call does. */
export function wrongFiguresIn(text: string, facts: CallFacts): WrongFigure[] {
  return checkSpoken(text, knownOf(facts));
}

function knownOf(facts: CallFacts): KnownFigures {
  const currencies = currenciesOf(facts);
  const said = facts.turns.map(({ text }) => ({ ...figuresIn(text, currencies), days: daysIn(text, facts.day) }));
  return {
    amounts: [...facts.promises, ...said.flatMap(({ amounts }) => amounts)],
    percents: said.flatMap(({ percents }) => percents.map(({ value }) => value)),
    days: [
      facts.day,
      ...facts.promises.map(({ dueOn }) => dueOn),
      ...(facts.callbackOn ? [facts.callbackOn] : []),
      ...said.flatMap(({ days }) => days),
    ],
    numbers: [
      ...facts.disputes.map(({ invoice }) => invoice),
      ...said.flatMap(({ others }) => others.map(({ value }) => String(value))),
      String(facts.talkSeconds),
      String(Math.ceil(facts.talkSeconds / 60)),
    ],
    today: facts.day,
  };
}

export function isAmountSaid(facts: CallFacts, { amountMinor, currency }: Money): boolean {
  const factor = 10 ** currencyExponent(currency);
  return facts.turns.some(({ text }) => {
    const { amounts, others } = figuresIn(text, [currency]);
    return (
      amounts.some((said) => said.currency === currency && said.amountMinor === amountMinor) ||
      others.some(({ value }) => Math.round(value * factor) === amountMinor)
    );
  });
}

export function isDaySaid({ turns, day: today }: CallFacts, day: string): boolean {
  return turns.some(({ text }) => daysIn(text, today).includes(day));
}

function daysIn(text: string, today: string): string[] {
  const one = dateIn(text, today);
  return [...calendarDaysIn(text, today), ...(one ? [one] : [])];
}

const currenciesOf = ({ promises, workspace }: CallFacts) => [
  ...new Set([...promises.map(({ currency }) => currency), workspace.currency]),
];

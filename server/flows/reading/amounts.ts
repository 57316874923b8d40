// Amounts of money in what was said, and the percentages. Pure.
import { type FoundNumber, numbersIn } from "@/server/flows/reading/numbers";
import { plain, tokensOf } from "@/server/flows/reading/tokens";
import { currencyExponent, type Money } from "@/server/money";

export type FoundAmount = Money & { words: string };
export type Figures = {
  amounts: FoundAmount[];
  percents: { value: number; words: string }[];
  /** Numbers that say nothing of what they count. */
  others: { value: number; words: string; before: string }[];
};

const dollars = ["USD", "CAD", "AUD", "SGD"];
const majors = new Map<string, string[]>(
  (
    [
      ["$ dollar dollars bucks डॉलर", dollars],
      ["usd", ["USD"]],
      ["cad canadian कनाडाई", ["CAD"]],
      ["aud australian ऑस्ट्रेलियाई", ["AUD"]],
      ["sgd singapore सिंगापुर", ["SGD"]],
      ["€ euro euros eur यूरो", ["EUR"]],
      ["£ pound pounds gbp quid पाउंड", ["GBP"]],
      ["₹ rupee rupees rs inr रुपया रुपये रुपए रूपये रुपयों रुपय rupaye rupay rupiya", ["INR"]],
      ["dirham dirhams aed दिरहम", ["AED"]],
    ] as const
  ).flatMap(([words, of]) => words.split(" ").map((word): [string, string[]] => [plain(word), [...of]])),
);
/** Written before their amount. */
const prefixes: ReadonlySet<string> = new Set("$ € £ ₹ usd cad aud sgd eur gbp inr rs aed".split(" "));
const minors = new Map<string, string[]>(
  (
    [
      ["cent cents सेंट", [...dollars, "EUR"]],
      ["penny pence p पेंस", ["GBP"]],
      ["paisa paise पैसा पैसे", ["INR"]],
      ["fils फिल्स", ["AED"]],
    ] as const
  ).flatMap(([words, of]) => words.split(" ").map((word): [string, string[]] => [plain(word), [...of]])),
);

/** Everything that is counted. `known`: the currencies that are spoken of; they decide which dollars are meant. */
export function figuresIn(text: string, known: readonly string[]): Figures {
  const tokens = tokensOf(text);
  const numbers = numbersIn(tokens);
  const figures: Figures = { amounts: [], percents: [], others: [] };
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as FoundNumber;
    const words = tokens.slice(number.from, number.to).join(" ");
    const after = tokens[number.to] ?? "";
    if (after === "%" || after === "percent" || after === plain("प्रतिशत") || after === plain("फ़ीसदी")) {
      figures.percents.push({ value: number.value, words: `${words} ${after}` });
      continue;
    }
    const major = currencyAround(tokens, number, known);
    if (major) {
      const part = minorAfter(tokens, numbers[at + 1], major.to, major.currency);
      if (part) at += 1;
      const perMajor = 10 ** currencyExponent(major.currency);
      figures.amounts.push({
        amountMinor: Math.round(number.value * perMajor) + (part?.value ?? 0),
        currency: major.currency,
        words: tokens.slice(major.from, part?.to ?? major.to).join(" "),
      });
      continue;
    }
    const minor = pick(minors.get(after), known);
    if (minor)
      figures.amounts.push({ amountMinor: Math.round(number.value), currency: minor, words: `${words} ${after}` });
    else figures.others.push({ value: number.value, words, before: tokens[number.from - 1] ?? "" });
  }
  return figures;
}

/** The amount that an answer to "how much?" names; a bare number is one in the currency that is owed. */
export function amountIn(text: string, known: readonly string[]): Money | undefined {
  const { amounts, others } = figuresIn(text, known);
  const [currency] = known;
  if (amounts.length === 1 && amounts[0]) return { amountMinor: amounts[0].amountMinor, currency: amounts[0].currency };
  if (amounts.length > 0 || others.length !== 1 || !currency || !others[0]) return undefined;
  return { amountMinor: Math.round(others[0].value * 10 ** currencyExponent(currency)), currency };
}

function currencyAround(tokens: readonly string[], number: FoundNumber, known: readonly string[]) {
  const before = pick(majors.get(tokens[number.from - 1] ?? ""), known);
  // "Canadian dollars" are two words of one currency.
  const [next = "", second = ""] = tokens.slice(number.to, number.to + 2);
  // "Invoice 1: $704.50": a sign before a figure belongs to that.
  const isNexts = prefixes.has(next) && /^\d/.test(second);
  const narrow = isNexts
    ? undefined
    : majors.get(next)?.filter((currency) => (majors.get(second) ?? [currency]).includes(currency));
  const after = pick(narrow, known);
  if (after) return { currency: after, from: number.from, to: number.to + (narrow && majors.has(second) ? 2 : 1) };
  return before ? { currency: before, from: number.from - 1, to: number.to } : undefined;
}

function minorAfter(tokens: readonly string[], number: FoundNumber | undefined, to: number, currency: string) {
  if (!number || number.from - to > 1 || !minors.get(tokens[number.to] ?? "")?.includes(currency)) return undefined;
  const between = tokens[to] ?? "";
  if (number.from - to === 1 && !["and", "aur", plain("और")].includes(between)) return undefined;
  return { value: Math.round(number.value), to: number.to + 1 };
}

function pick(candidates: readonly string[] | undefined, known: readonly string[]): string | undefined {
  return candidates?.find((currency) => known.includes(currency)) ?? candidates?.[0];
}

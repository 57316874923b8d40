// Numbers in what was said: digits, English and Hindi words, in either script and mixed as people mix them, with lakh, crore
// and the halves and quarters that Hindi counts by. Pure.
import { plain, tokensOf } from "@/server/flows/reading/tokens";
import { numberParts } from "@/server/flows/speech/words";

/** A number among the tokens, from the first to before the last. */
export type FoundNumber = { value: number; from: number; to: number };

const units = new Map<string, number>();
const add = (words: readonly string[], value: (at: number) => number) =>
  words.forEach((word, at) => void units.set(plain(word), value(at)));
add(numberParts.hindi, (at) => at);
add(numberParts.englishUnits, (at) => at);
add(numberParts.englishTens, (at) => (at + 2) * 10);
for (const [word, value] of [
  ["छः", 6],
  ["छे", 6],
  ["पन्द्रह", 15],
  ["सतरह", 17],
  ["अट्ठारह", 18],
  ["तिरेपन", 53],
  ["बाइस", 22],
  ["तेइस", 23],
] as const) {
  units.set(plain(word), value);
}

/** Hindi in Latin letters; many are words of other languages too, so that they count only before a larger unit. */
const romanised = new Map(
  "ek:1 do:2 teen:3 tin:3 char:4 chaar:4 paanch:5 panch:5 chhe:6 cheh:6 saat:7 sat:7 aath:8 nau:9 das:10 gyarah:11 barah:12 pandrah:15 bees:20 pachees:25 tees:30 chalis:40 pachas:50 saath:60 sattar:70 assi:80 nabbe:90"
    .split(" ")
    .map((pair): [string, number] => [pair.split(":")[0] ?? "", Number(pair.split(":")[1])]),
);

const scales = new Map<string, number>(
  (
    [
      [100, "hundred सौ sau"],
      [1e3, "thousand k हजार hazaar hazar hajar"],
      [1e5, "lakh lakhs lac lacs लाख"],
      [1e6, "million"],
      [1e7, "crore crores करोड karod"],
      [1e9, "billion"],
      [1e12, "trillion"],
    ] as const
  ).flatMap(([value, words]) => words.split(" ").map((word): [string, number] => [plain(word), value])),
);

/** Before a number or a larger unit: "साढ़े तीन हज़ार" is 3,500, "डेढ़ लाख" 150,000. */
const fractions = new Map<string, { of?: number; plus: number }>([
  [plain("डेढ़"), { of: 1, plus: 0.5 }],
  ["dedh", { of: 1, plus: 0.5 }],
  [plain("ढाई"), { of: 2, plus: 0.5 }],
  ["dhai", { of: 2, plus: 0.5 }],
  [plain("साढ़े"), { plus: 0.5 }],
  ["saadhe", { plus: 0.5 }],
  [plain("सवा"), { plus: 0.25 }],
  ["sava", { plus: 0.25 }],
  [plain("पौने"), { plus: -0.25 }],
  ["paune", { plus: -0.25 }],
]);

/** Every number in the tokens, in their order. */
export function numbersIn(tokens: readonly string[]): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let at = 0; at < tokens.length; ) {
    const number = numberAt(tokens, at);
    if (number) found.push(number);
    at = number?.to ?? at + 1;
  }
  return found;
}

/** The only number in a text; undefined when there are none or several. */
export function onlyNumberIn(text: string): number | undefined {
  const found = numbersIn(tokensOf(text));
  return found.length === 1 ? found[0]?.value : undefined;
}

function numberAt(tokens: readonly string[], from: number): FoundNumber | undefined {
  let total = 0;
  let current: number | undefined;
  let last: "unit" | "scale" | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] ?? "";
    const scale = scales.get(token);
    if (scale === 100 && last !== undefined && current !== undefined && current < 100) {
      current *= 100;
      last = "scale";
      continue;
    }
    if (scale !== undefined && (current !== undefined || last === "scale" || startsWithScale(tokens, at, from))) {
      if (scale === smallest) break;
      const value = (current ?? 1) * scale;
      if (scale === 100) current = value;
      else if (scale > smallest) {
        // "One thousand two hundred crore": all before it is counted in it.
        total = (total + (current ?? 0)) * scale;
        current = undefined;
        smallest = scale;
      } else {
        total += value;
        current = undefined;
        smallest = scale;
      }
      last = "scale";
      continue;
    }
    // "one hundred and five", "two and a half thousand".
    if ((token === "and" || token === "aur") && last !== undefined) {
      const half = halfAfter(tokens, at, current);
      if (half) {
        current = half.value;
        at = half.to - 1;
        continue;
      }
      if (token === "and" && last === "scale" && isUnit(tokens, at + 1) && !isMinorAhead(tokens, at + 1)) continue;
      break;
    }
    const unit = unitAt(tokens, at);
    if (unit === undefined) break;
    if (current === undefined) current = unit.value;
    else if (current % 100 === 0 && unit.value < 100 && last === "scale") current += unit.value;
    else if (
      current % 10 === 0 &&
      current % 100 >= 20 &&
      unit.value > 0 &&
      unit.value < 10 &&
      isWordUnit(tokens[at]) &&
      isWordUnit(tokens[at - 1])
    ) {
      current += unit.value;
    } else break;
    last = "unit";
    at = unit.to - 1;
  }
  if (last === undefined) return undefined;
  return { value: round(total + (current ?? 0)), from, to: at };
}

/** "lakh rupees", "hundred dollars": one of it; "thousand" alone within a sentence is no number. */
function startsWithScale(tokens: readonly string[], at: number, from: number): boolean {
  return (
    at === from &&
    tokens[at] !== "k" &&
    tokens[at - 1] !== undefined &&
    ["a", "एक", "one"].includes(tokens[at - 1] ?? "")
  );
}

function halfAfter(tokens: readonly string[], at: number, current: number | undefined) {
  const rest = tokens.slice(at + 1, at + 3).join(" ");
  const words = rest.startsWith("a half") ? 2 : rest.startsWith("half") ? 1 : 0;
  return words > 0 && current !== undefined ? { value: current + 0.5, to: at + 1 + words } : undefined;
}

function unitAt(tokens: readonly string[], at: number): { value: number; to: number } | undefined {
  const token = tokens[at] ?? "";
  const fraction = fractions.get(token);
  if (fraction) {
    if (fraction.of !== undefined) return { value: fraction.of + fraction.plus, to: at + 1 };
    const unit = unitAt(tokens, at + 1);
    if (unit) return { value: unit.value + fraction.plus, to: unit.to };
    // "सवा लाख": one and a quarter of it.
    return scales.has(tokens[at + 1] ?? "") ? { value: 1 + fraction.plus, to: at + 1 } : undefined;
  }
  if (/^\d/.test(token)) return { value: Number(token), to: at + 1 };
  const word = units.get(token);
  if (word !== undefined) return withDecimals(tokens, at + 1, word);
  const latin = romanised.get(token);
  return latin !== undefined && scales.has(tokens[at + 1] ?? "") ? { value: latin, to: at + 1 } : undefined;
}

/** "twelve point five". */
function withDecimals(tokens: readonly string[], at: number, whole: number): { value: number; to: number } {
  if (tokens[at] !== "point" && tokens[at] !== plain("दशमलव")) return { value: whole, to: at };
  let digits = "";
  let to = at + 1;
  for (; to < tokens.length; to += 1) {
    const digit = units.get(tokens[to] ?? "");
    if (digit === undefined || digit > 9) break;
    digits += digit;
  }
  return digits === "" ? { value: whole, to: at } : { value: Number(`${whole}.${digits}`), to };
}

const isUnit = (tokens: readonly string[], at: number) => unitAt(tokens, at) !== undefined;
const isWordUnit = (token: string | undefined) => token !== undefined && units.has(token);
const minorWords = new Set(["cent", "cents", "penny", "pence", "paisa", "paise", "fils"]);

/** "five hundred and fifty cents" are fifty cents and five hundred of something else. */
function isMinorAhead(tokens: readonly string[], at: number): boolean {
  return tokens.slice(at, at + 3).some((token) => minorWords.has(token));
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** All digits, spoken one by one or written, in a row: of account numbers, postcodes, invoices. */
export function digitsIn(text: string): string {
  return tokensOf(text)
    .map((token) => (/^\d+$/.test(token) ? token : (units.get(token) ?? 10) < 10 ? String(units.get(token)) : ""))
    .join("");
}

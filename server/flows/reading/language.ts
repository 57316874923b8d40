// Which language a turn was spoken in: by its script, or by Hindi words in Latin letters. Of a word or two that both use
// ("ok", "hello") nothing can be told. Pure.
import type { Language } from "@/server/flows/languages";
import { tokensOf } from "@/server/flows/reading/tokens";

const hindi = new Set(
  `hai hain hoon hun mera meri mujhe aap aapka kya kyun kyon nahi nahin haan kal parso aaj paisa paise bhugtan karunga
  karenge karo kar diya dunga denge abhi baad mein thoda samay kitna kaun galat bolo boliye baat kijiye ji theek thik accha`.split(
    /\s+/,
  ),
);
const english = new Set(
  `the a an i you we is are was have has will would can could not yes what why who when how this that it my your to for of
  on in pay paid please speak`.split(/\s+/),
);

/** The language that the words tell; undefined where they tell none. */
export function languageIn(text: string): Language | undefined {
  if (/\p{Script=Devanagari}/u.test(text)) return "hi";
  const tokens = tokensOf(text);
  const inHindi = tokens.filter((token) => hindi.has(token)).length;
  const inEnglish = tokens.filter((token) => english.has(token)).length;
  if (inHindi >= 2 && inHindi > inEnglish) return "hi";
  return inEnglish >= 2 && inEnglish > inHindi ? "en" : undefined;
}

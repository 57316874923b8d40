// Whether plain rules tell what a turn means and nothing hostile is in it: then no service is asked, and nobody waits. Pure.
import { intents } from "@/server/flows/graph/settings";
import { globalIn, intentIn } from "@/server/flows/reading/intents";
import { sentimentOf } from "@/server/flows/reading/sentiment";
import { tokensOf } from "@/server/flows/reading/tokens";

/** What is this short and read says nothing more than what was read. */
const wordsMax = 6;

export function isReadByRules(text: string): boolean {
  const words = tokensOf(text);
  if (words.every((word) => /^[\d.$€£₹%]+$/.test(word))) return true;
  if (words.length > wordsMax || sentimentOf(text) === "hostile") return false;
  return globalIn(text)?.isCertain === true || intentIn(text, intents) !== undefined;
}

// How a turn sounds, by its words alone: enough to show a supervisor where to look, never a reason to end a call. Pure.
import { plain } from "@/server/flows/reading/tokens";

export type Sentiment = "positive" | "neutral" | "negative" | "hostile";

const hostile =
  /\b(fuck|shit|bastard|bitch|asshole|damn you|go to hell|shut up|piss off|scam(mers?)?|idiots?|screw you|i('| wi)ll sue|harass(ing|ment)?)\b|बकवास|चुप कर|बेवकूफ|धोखेबाज/u;
const negative =
  /\b(angry|upset|annoyed|annoying|ridiculous|unacceptable|terrible|frustrat(ed|ing)|fed up|sick of|worst|complain(t)?|lawyer|never again|waste of (my )?time|stop calling)\b|परेशान|गुस्सा|शिकायत/u;
const positive =
  /\b(thanks|thank you|great|perfect|appreciate|wonderful|sure thing|no problem)\b|धन्यवाद|शुक्रिया|बहुत अच्छा/u;

export function sentimentOf(text: string): Sentiment {
  const words = plain(text);
  if (hostile.test(words)) return "hostile";
  if (negative.test(words)) return "negative";
  return positive.test(words) ? "positive" : "neutral";
}

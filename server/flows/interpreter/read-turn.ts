// The way of every turn before the engine reads it: numbers of cards are taken out, the language and the mood are told, what a
// moderation service found is heeded; and the conversation follows the person's language. Pure.
import type { EventOf } from "@/server/flows/interpreter/events";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";
import { languageWished } from "@/server/flows/reading/intents";
import { languageIn } from "@/server/flows/reading/language";
import { redact } from "@/server/flows/reading/redact";
import { type Sentiment, sentimentOf } from "@/server/flows/reading/sentiment";

export type ReadTurn = { text: string; hasCard: boolean; sentiment: Sentiment; flags: readonly string[] };

/** Keeps the turn as it may be kept, and returns it so. */
export function readTurn(talk: Talk, event: EventOf<"heard">): ReadTurn {
  const { text, hasCard } = redact(event.text);
  const isAbuse = event.flags?.some((flag) => flag === "abuse" || flag === "threat") ?? false;
  const sentiment = isAbuse ? "hostile" : sentimentOf(text);
  followLanguage(talk, event);
  talk.keep({ by: "them", text, language: talk.state.language, sentiment }, event.at);
  if (hasCard) talk.record({ what: "card_data" });
  if (sentiment === "hostile" || sentiment === "negative") talk.record({ what: "sentiment", label: sentiment });
  talk.set({ silences: 0, hostile: talk.state.hostile + (sentiment === "hostile" ? 1 : 0) });
  return { text, hasCard, sentiment, flags: event.flags ?? [] };
}

/** What they ask for, else what the words tell, else what the transcriber says. */
function followLanguage(talk: Talk, { text, language: told }: EventOf<"heard">): Moved {
  const language = languageWished(text) ?? languageIn(text) ?? (text.split(/\s+/).length > 2 ? told : undefined);
  if (!language || language === talk.state.language || !talk.flow.languages.includes(language)) return;
  talk.set({ language });
  talk.record({ what: "language_changed", language });
}

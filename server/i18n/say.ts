// The whole catalogue outside of a page: for papers and the command line.
import { createTranslator } from "next-intl";
import { loadMessages } from "@/server/i18n/catalogue";
import type { Locale } from "@/server/i18n/locales";

type Values = Record<string, string | number>;

/** The catalogue of one language. */
export type Say = ReturnType<typeof sayIn>;

export function sayIn(language: Locale) {
  // Which of a thousand messages is asked for is known only when the paper is written.
  const t = createTranslator({ locale: language, messages: loadMessages(language) as Record<string, string> });
  return {
    language,
    t: (key: string, values?: Values) => t(key, values),
    has: (key: string) => t.has(key),
  };
}

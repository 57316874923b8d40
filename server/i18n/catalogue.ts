// The message catalogue: one JSON file a domain and language, `messages/<locale>/<namespace>.json`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "@/server/i18n/locales";

export type Messages = { [key: string]: string | Messages };

const kept = new Map<Locale, Messages>();

/** Every namespace of a language, merged: `{ debtors: {…}, imports: {…} }`. Read once in production. */
export function loadMessages(locale: Locale): Messages {
  const known = kept.get(locale);
  if (known) return known;
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "server", "i18n", "messages", locale);
  const messages: Messages = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".json")) continue;
    messages[file.slice(0, -".json".length)] = nested(JSON.parse(readFileSync(join(folder, file), "utf8")) as Messages);
  }
  if (process.env.NODE_ENV === "production") kept.set(locale, messages);
  return messages;
}

/** Codes such as `debtors.read` may be keys as they are: a dot is a level, as it is for who asks. */
export function nested(messages: Messages): Messages {
  const result: Messages = {};
  for (const [key, value] of Object.entries(messages)) {
    const levels = key.split(".");
    const last = levels.pop() ?? key;
    let level = result;
    for (const name of levels) {
      const below = level[name];
      const next: Messages = typeof below === "object" ? below : {};
      level[name] = next;
      level = next;
    }
    const known = level[last];
    const given = typeof value === "string" ? value : nested(value);
    level[last] = typeof known === "object" && typeof given === "object" ? { ...known, ...given } : given;
  }
  return result;
}

// How to stop text messages, said in each reminder that does not say so itself. Pure.
const lines: Record<string, string> = {
  en: "Reply STOP to opt out.",
  hi: "बंद करने के लिए STOP लिखकर उत्तर दें।",
  de: "Mit STOP antworten, um keine weiteren Nachrichten zu erhalten.",
  es: "Responda STOP para no recibir más mensajes.",
  fr: "Répondez STOP pour ne plus recevoir de messages.",
};

/** The text with the line at its end, in the debtor's language. */
export function withOptOutLine(text: string, language: string): string {
  if (/\bstop\b/i.test(text)) return text;
  return `${text}\n${lines[language.slice(0, 2)] ?? lines.en}`;
}

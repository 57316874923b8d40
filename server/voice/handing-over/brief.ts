// What a human hears before they take a call: ten seconds of who it is, what they owe, said and want, and what to press. Pure.
import type { TransferBrief } from "@/server/flows/interpreter/commands";
import type { Language } from "@/server/flows/languages";

const TEXT_MAX = 160;
const short = (text: string) => (text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text);

const sentences: Record<Language, { [Part in keyof TransferBrief]: (text: string) => string } & { press: string }> = {
  en: {
    who: (text) => `A call with ${text}.`,
    owes: (text) => `Open: ${text}.`,
    said: (text) => `They said: ${text}.`,
    wants: (text) => `Noted: ${text}.`,
    press: "Press any key to take the call.",
  },
  hi: {
    who: (text) => `${text} के साथ कॉल।`,
    owes: (text) => `बकाया: ${text}।`,
    said: (text) => `उन्होंने कहा: ${text}।`,
    wants: (text) => `नोट किया गया: ${text}।`,
    press: "कॉल लेने के लिए कोई भी बटन दबाएँ।",
  },
};

export function briefWords(brief: TransferBrief, language: Language): string {
  const { press, ...parts } = sentences[language];
  const told = (["who", "owes", "said", "wants"] as const).flatMap((part) =>
    brief[part].trim() ? [parts[part](short(brief[part].trim()))] : [],
  );
  return [...told, press].join(" ");
}

// Month names and their usual short forms in the five languages, folded. Pure.
import { foldText } from "@/server/imports/parsing/values/fold-text";

const languages = ["en", "de", "es", "fr", "hi"];

const others: Record<string, number> = {
  sept: 9,
  mrz: 3,
  mar: 3,
  maerz: 3,
  janv: 1,
  fevr: 2,
  avr: 4,
  juil: 7,
  aout: 8,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
  okt: 10,
  dez: 12,
  mai: 5,
  जन: 1,
  फर: 2,
  अप्रै: 4,
  अग: 8,
  सित: 9,
  अक्टू: 10,
  नव: 11,
  दिस: 12,
};

let months: Map<string, number> | undefined;

/** 1–12 for "Jan", "März", "agosto", "जनवरी"; undefined for anything else. */
export function monthOf(name: string): number | undefined {
  if (!months) {
    months = new Map(Object.entries(others).map(([word, month]) => [foldText(word), month]));
    for (const language of languages) {
      for (const style of ["long", "short"] as const) {
        const format = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
        for (let month = 1; month <= 12; month += 1) {
          months.set(foldText(format.format(Date.UTC(2024, month - 1, 15))), month);
        }
      }
    }
  }
  return months.get(foldText(name));
}

// Heard or written text as its words and figures, whatever the spelling: with or without nuqta, either digits. Pure.

/** In small letters, without what is spelled now so, now so. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u093c\p{Cf}]/gu, "")
    .replaceAll("\u0901", "\u0902")
    .replace(/[’‘`´]/g, "'")
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

/** Words, figures with their separators, signs of currencies, percent. */
export function tokensOf(text: string): string[] {
  return (plain(text).match(/[$€£₹%]|\d[\d,]*(?:\.\d+)?|[\p{L}\p{M}']+/gu) ?? []).map((token) =>
    /^\d/.test(token) ? token.replace(/,/g, "") : token,
  );
}

/** Whether the words of the phrase stand in the text, one after another. */
export function says(text: string, phrase: string): boolean {
  const words = tokensOf(phrase);
  return words.length > 0 && ` ${tokensOf(text).join(" ")} `.includes(` ${words.join(" ")} `);
}

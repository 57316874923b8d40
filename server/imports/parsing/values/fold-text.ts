// One spelling for comparing headers, names and words: lower case, no accents on Latin letters, single spaces. Pure.

/** A name as it is compared: case, accents, punctuation and spacing do not count; other scripts keep their marks. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** A header or word, with the humps of camelCase as spaces: "invoiceNumber" → "invoice number". */
export function foldText(text: string): string {
  return foldName(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2"));
}

// What is compared with, as it is typed. Pure.

export function comparedText(value: string | number | boolean): string {
  return String(value);
}

/** A number or yes and no where it is written as one; anything else is a text. */
export function comparedFrom(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  const plain = text.trim();
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

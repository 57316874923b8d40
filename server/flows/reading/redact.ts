// Takes out of a turn what must not be kept: numbers of cards, their codes, and numbers of persons. Pure.
import { digitsIn } from "@/server/flows/reading/numbers";
import { plain } from "@/server/flows/reading/tokens";

export type Redacted = { text: string; hasCard: boolean };

const longDigits = /(?:\d[ -]?){12,18}\d/g;
const code = /\b(cvv2?|cvc2?|security code|सुरक्षा कोड)(\D{0,12})\d{3,4}\b/giu;
const person: RegExp[] = [/\b\d{3}-\d{2}-\d{4}\b/g, /\b\d{4}[ -]\d{4}[ -]\d{4}\b(?![ -]?\d)/g];
/** Digits that are spoken one by one can only be told by how many there are. */
const spokenDigitsMin = 13;

/** The text that may be kept. A number of a card counts as one when its check digit is right. */
export function redact(heard: string): Redacted {
  let hasCard = false;
  const text = heard
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(longDigits, (number) => {
      if (!isCardNumber(number.replace(/\D/g, ""))) return number;
      hasCard = true;
      return "[card number]";
    })
    .replace(code, (_, name: string) => {
      hasCard = true;
      return `${name} [code]`;
    });
  const kept = person.reduce((so, pattern) => so.replace(pattern, "[number of a person]"), text);
  if (!hasCard && isReadAloud(kept)) return { text: "[card number]", hasCard: true };
  return { text: hasCard || kept !== text ? kept : heard, hasCard };
}

/** Nearly every word is one digit, and they are as many as a card has. */
function isReadAloud(text: string): boolean {
  const words = plain(text)
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter(Boolean);
  const digits = words.filter((word) => digitsIn(word).length === 1).length;
  return digits >= spokenDigitsMin && digits >= words.length * 0.6;
}

/** Luhn's check. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((so, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return so + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && new Set(digits).size > 1;
}

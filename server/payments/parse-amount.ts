// An amount as a stranger types it → minor units. Pure.
import { AMOUNT_MINOR_MAX, currencyExponent } from "@/server/money";

/**
 * "1,234.5", "1 234.50", "₹1,23,456", "1234,50" → minor units; null when it is no amount, has too many decimals or
 * can be read in two ways ("1,234" is one thousand two hundred and thirty-four, never one and a bit).
 */
export function parseAmount(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const bare = text
    .normalize("NFKC")
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(/^[\s\p{Sc}A-Za-z]+|[\s\p{Sc}A-Za-z]+$/gu, "")
    .replace(/[\s'’]/g, "");
  const match =
    /^(\d{1,3}(?:,\d{2,3})+|\d+)(?:\.(\d*))?$/.exec(bare) ??
    /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare) ??
    undefined;
  if (!match) return null;
  const whole = (match[1] ?? "").replace(/[.,]/g, "");
  const fraction = match[2] ?? "";
  if (fraction.length > exponent) return null;
  const minor = Number(whole + fraction.padEnd(exponent, "0"));
  return minor <= AMOUNT_MINOR_MAX ? minor : null;
}

// An amount as a stranger types it → minor units. Pure.
import { AMOUNT_MINOR_MAX, currencyExponent, isCurrency } from "@/server/money";

/**
 * "1,234.5", "1 234.50", "₹1,23,456", "1234,50" → minor units; null when it is no amount, has too many decimals or
 * can be read in two ways ("1,234" is one thousand two hundred and thirty-four, never one and a bit; "12,50" is twelve
 * and a half), or names another currency ("€5" of dollars).
 */
export function parseAmount(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const plain = text.normalize("NFKC").replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  const affixes = plain.match(/^[\s\p{Sc}A-Za-z]+|[\s\p{Sc}A-Za-z]+$/gu) ?? [];
  if (affixes.some((affix) => isOtherCurrency(affix.trim(), currency))) return null;
  const bare = plain.replace(/^[\s\p{Sc}A-Za-z]+|[\s\p{Sc}A-Za-z]+$/gu, "").replace(/[\s'’]/g, "");
  const match =
    /^(\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.(\d*))?$/.exec(bare) ??
    /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare) ??
    undefined;
  if (!match) return null;
  const whole = (match[1] ?? "").replace(/[.,]/g, "");
  const fraction = match[2] ?? "";
  if (fraction.length > exponent) return null;
  const minor = Number(whole + fraction.padEnd(exponent, "0"));
  return minor <= AMOUNT_MINOR_MAX ? minor : null;
}

function isOtherCurrency(affix: string, currency: string): boolean {
  const code = affix.replace(/\P{L}/gu, "").toUpperCase();
  if (code !== currency && isCurrency(code)) return true;
  const sign = /\p{Sc}/u.exec(affix)?.[0];
  return sign !== undefined && !signsOf(currency).includes(sign);
}

function signsOf(currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return format.format(0);
}

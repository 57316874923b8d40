// Money: integer minor units with a currency. Pure.
import * as currencies from "dinero.js/currencies";
import { z } from "zod";

/** An amount in minor units (cents, paise, yen) of one ISO 4217 currency. */
export type Money = { amountMinor: number; currency: string };

/** The largest amount that any door takes: hundreds of them can be added without leaving the exact integers. */
export const AMOUNT_MINOR_MAX = 10_000_000_000_000;

/** Zero or more, for a contract. */
export const amountMinorInput = z
  .number()
  .int()
  .min(0)
  .max(AMOUNT_MINOR_MAX, `is more than ${AMOUNT_MINOR_MAX} minor units, the most we take`);

/** More than zero, for a contract. */
export const positiveMinorInput = amountMinorInput.positive();

type DineroCurrency = { code: string; base: number | readonly number[]; exponent: number };

/** Decimal places of a currency; throws on an unknown code. */
export function currencyExponent(currency: string): number {
  const known = (currencies as unknown as Record<string, DineroCurrency | undefined>)[currency];
  if (!known) throw new RangeError(`${currency} is not a currency we know.`);
  return known.exponent;
}

/** Whether the ISO 4217 code is known. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(currencies, code);
}

/** A formatter costs fifty times what it is used for. */
const formats = new Map<string, Intl.NumberFormat>();

/** "$7,210.00" in the reader's locale. */
export function formatMoney(money: Money, locale: string): string {
  const exponent = currencyExponent(money.currency);
  const key = `${locale} ${money.currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency: money.currency,
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    });
    formats.set(key, format);
  }
  return format.format(`${decimalText(money.amountMinor, exponent)}` as Intl.StringNumericLiteral);
}

/** Exact decimal text of minor units: 721000, 2 → "7210.00". */
export function decimalText(amountMinor: number, exponent: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return amountMinor < 0 ? `-${text}` : text;
}

// Phone numbers to E.164 by the debtor's country. Pure.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { asciiDigits } from "@/server/imports/parsing/values/digits";

/**
 * The number as E.164, or undefined when it cannot be one there. Lengths are checked, not whether the number is
 * assigned: that is the lookup's job.
 */
export function toE164(text: string, country: string): string | undefined {
  const plain = asciiDigits(text).trim();
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(plain, { ...(region ? { defaultCountry: region } : {}), extract: false });
  return parsed?.isPossible() ? parsed.number : undefined;
}

const emailForm = /^[^\s@<>()",;:\\[\]]+@[^\s@<>()",;:\\[\].]+(\.[^\s@<>()",;:\\[\].]+)+$/u;

/** The address in lower case; "Name <a@b.example>" gives the address; undefined when it is none. */
export function toEmail(text: string): string | undefined {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, "");
  const address = inner.trim().toLowerCase();
  return address.length <= 254 && emailForm.test(address) ? address : undefined;
}

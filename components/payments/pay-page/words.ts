// The pay page's words, money and days in the reader's language.
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { createTranslator } from "next-intl";
import { loadMessages } from "@/server/i18n/catalogue";
import { isLocale, type Locale } from "@/server/i18n/locales";
import type pay from "@/server/i18n/messages/en/pay.json";
import { formatMoney } from "@/server/money";

/** The language asked for, else the debtor's, else English. */
export function payLanguage(asked: string | null | undefined, debtor: string | undefined): Locale {
  if (isLocale(asked)) return asked;
  return isLocale(debtor) ? debtor : "en";
}

export type PayWords = ReturnType<typeof payWords>;

/** Words of one page: `t("payAll", …)`, money and calendar days as the debtor's country writes them. */
export function payWords(language: Locale, country?: string) {
  const locale = country ? `${language}-${country}` : language;
  const messages = { pay: loadMessages(language).pay as typeof pay };
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return {
    language,
    t: createTranslator({ locale: language, messages, namespace: "pay" }),
    money: (amountMinor: number, currency: string) => formatMoney({ amountMinor, currency }, locale),
    phone: (e164: string) => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164,
    day: (day: string) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}

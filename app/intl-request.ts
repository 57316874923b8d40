import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "@/server/i18n/catalogue";
import { isLocale, LOCALE_COOKIE, pickLocale, ZONE_COOKIE } from "@/server/i18n/locales";
import { isTimeZone } from "@/server/time/calendar";

export default getRequestConfig(async ({ locale: explicit }) => {
  const jar = await cookies();
  const locale = isLocale(explicit)
    ? explicit
    : pickLocale(jar.get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language"));
  const zone = jar.get(ZONE_COOKIE)?.value;
  return { locale, messages: loadMessages(locale), timeZone: zone && isTimeZone(zone) ? zone : "UTC" };
});

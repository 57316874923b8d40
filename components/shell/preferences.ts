// What a reader prefers on this device, in cookies so that the server renders it right the first time.
import { LOCALE_COOKIE, type Locale, THEME_COOKIE, type Theme, ZONE_COOKIE } from "@/server/i18n/locales";

const YEAR_SECONDS = 31_536_000;

function remember(name: string, value: string) {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}

/** Applies the theme now and for the next page the server renders. */
export function chooseTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  remember(THEME_COOKIE, theme);
}

/** The next page the server renders is in this language: refresh after it. */
export function chooseLocale(locale: Locale) {
  remember(LOCALE_COOKIE, locale);
}

/** The zone the reader's device is in; true when the server did not know it. */
export function rememberZone(): boolean {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = document.cookie.split("; ").includes(`${ZONE_COOKIE}=${encodeURIComponent(zone)}`);
  if (!known) remember(ZONE_COOKIE, zone);
  return !known;
}

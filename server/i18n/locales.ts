// Which languages the product speaks, and how a reader's is found. Pure.

export const locales = ["en", "hi"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";

/** Each language's own name for itself. */
export const localeNames: Record<Locale, string> = { en: "English", hi: "हिन्दी" };

export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";
export const ZONE_COOKIE = "zone";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (locales as readonly string[]).includes(value);
}

export function isTheme(value: unknown): value is Theme {
  return typeof value === "string" && (themes as readonly string[]).includes(value);
}

/** The reader's language: what they chose, else the first one their browser asks for that we speak. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(chosen)) return chosen;
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.toLowerCase().split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .sort((a, b) => b.weight - a.weight);
  return asked.map((a) => a.language).find(isLocale) ?? defaultLocale;
}

"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { chooseLocale } from "@/components/shell/preferences";
import { Button } from "@/components/ui/button";
import { localeNames, locales } from "@/server/i18n/locales";

/** The languages, each in its own words; for pages that come before any settings. */
export function LanguageChoice() {
  const router = useRouter();
  const current = useLocale();
  return (
    <div className="flex gap-1">
      {locales.map((locale) => (
        <Button
          key={locale}
          size="sm"
          variant={locale === current ? "secondary" : "ghost"}
          aria-pressed={locale === current}
          lang={locale}
          onClick={() => {
            chooseLocale(locale);
            router.refresh();
          }}
        >
          {localeNames[locale]}
        </Button>
      ))}
    </div>
  );
}

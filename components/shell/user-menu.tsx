"use client";

import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { chooseLocale, chooseTheme } from "@/components/shell/preferences";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { isLocale, isTheme, localeNames, locales, type Theme, themes } from "@/server/i18n/locales";

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;

export function UserMenu({
  person,
  theme: initialTheme,
  onShortcuts,
}: {
  person: { name: string; email: string };
  theme: Theme;
  onShortcuts: () => void;
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(initialTheme);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex size-8 items-center justify-center rounded-full border bg-card text-xs font-semibold outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring">
        <span className="sr-only">{t("yourMenu", { name: person.name })}, </span>
        {initials(person.name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{person.name}</p>
          <p className="truncate text-xs text-muted-foreground">{person.email}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(value) => {
            if (!isTheme(value)) return;
            chooseTheme(value);
            setTheme(value);
          }}
        >
          {themes.map((each) => {
            const Icon = themeIcons[each];
            return (
              <DropdownMenuRadioItem key={each} value={each} onSelect={(event) => event.preventDefault()}>
                <Icon aria-hidden /> {t(`themes.${each}`)}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={locale}
          onValueChange={(value) => {
            if (!isLocale(value)) return;
            chooseLocale(value);
            router.refresh();
          }}
        >
          {locales.map((each) => (
            <DropdownMenuRadioItem key={each} value={each} lang={each}>
              {localeNames[each]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onShortcuts}>
          <Keyboard aria-hidden /> {t("shortcuts.title")}
          <DropdownMenuShortcut>?</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push("/sign-out")}>
          <LogOut aria-hidden /> {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => Array.from(word ?? "")[0] ?? "").join("");
}

"use client";

import { Menu, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { CommandPalette } from "@/components/shell/command-palette";
import { useModifierKey } from "@/components/shell/modifier-key";
import { NavLinks } from "@/components/shell/nav-links";
import { ShortcutsDialog } from "@/components/shell/shortcuts-dialog";
import { useShortcuts } from "@/components/shell/use-shortcuts";
import { UserMenu } from "@/components/shell/user-menu";
import { useWorkspace } from "@/components/shell/workspace-context";
import { type WorkspaceChoice, WorkspaceSwitcher } from "@/components/shell/workspace-switcher";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from "@/components/ui/overlays/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Theme } from "@/server/i18n/locales";

/** The frame of every page of a workspace: where one is, in which mode, and the way to everything. */
export function Shell({
  choices,
  person,
  theme,
  clock,
  children,
}: {
  choices: WorkspaceChoice[];
  person: { name: string; email: string };
  theme: Theme;
  /** The sandbox's clock; nothing in a live workspace. */
  clock?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const { name, mode } = useWorkspace();
  const modifier = useModifierKey();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [menu, setMenu] = useState(false);
  const open = useMemo(() => ({ palette: () => setPalette(true), help: () => setHelp(true) }), []);
  useShortcuts(open);
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <aside className="hidden w-56 shrink-0 flex-col gap-3 border-r bg-sidebar p-3 md:flex">
        <WorkspaceSwitcher choices={choices} />
        <NavLinks />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-card px-3 md:px-4">
          <Sheet open={menu} onOpenChange={setMenu}>
            <SheetTrigger asChild>
              <Button variant="ghost" size="icon" className="md:hidden" aria-label={t("openMenu")}>
                <Menu aria-hidden />
              </Button>
            </SheetTrigger>
            <SheetContent side="left" className="gap-3 bg-sidebar p-3" aria-describedby={undefined}>
              <SheetTitle className="sr-only">{t("navigation")}</SheetTitle>
              <div className="pr-9">
                <WorkspaceSwitcher choices={choices} />
              </div>
              <NavLinks onNavigate={() => setMenu(false)} />
            </SheetContent>
          </Sheet>
          <span className="min-w-0 truncate text-sm font-semibold max-sm:hidden md:hidden">{name}</span>
          <StatusBadge status={mode} />
          {clock}
          <div className="ml-auto flex items-center gap-2">
            <Button
              variant="outline"
              onClick={() => setPalette(true)}
              aria-keyshortcuts="Meta+K Control+K"
              className="text-muted-foreground max-sm:w-8 max-sm:px-0"
            >
              <Search aria-hidden />
              <span className="max-sm:sr-only">{t("palette.open")}</span>
              <kbd aria-hidden className="ml-4 rounded border bg-muted px-1 font-sans text-[11px] max-lg:hidden">
                {modifier === "⌘" ? "⌘K" : "Ctrl K"}
              </kbd>
            </Button>
            <UserMenu person={person} theme={theme} onShortcuts={() => setHelp(true)} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
          <div className="mx-auto flex min-h-full w-full max-w-[100rem] flex-col gap-5 p-4 has-[[data-bleed]]:h-full has-[[data-bleed]]:max-w-none has-[[data-bleed]]:p-0 md:p-6">
            {children}
          </div>
        </main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} choices={choices} onShortcuts={() => setHelp(true)} />
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </div>
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileText, Keyboard, Languages, LogOut, Moon, Sun, Upload, User, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue, useEffect, useState } from "react";
import { chooseLocale, chooseTheme } from "@/components/shell/preferences";
import { sectionsFor } from "@/components/shell/sections";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import type { WorkspaceChoice } from "@/components/shell/workspace-switcher";
import { useTRPC } from "@/components/trpc/provider";
import { Money } from "@/components/ui/money";
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@/components/ui/overlays/command";
import { StatusBadge } from "@/components/ui/status-badge";
import { localeNames, locales } from "@/server/i18n/locales";

const HITS = 6;

export function CommandPalette({
  open,
  onOpenChange,
  choices,
  onShortcuts,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  choices: WorkspaceChoice[];
  onShortcuts: () => void;
}) {
  const t = useTranslations("shell");
  const [query, setQuery] = useState("");
  const [selected, setSelected] = useState("");
  const close = () => {
    onOpenChange(false);
    setQuery("");
  };
  return (
    <CommandDialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={t("palette.title")}
      description={t("palette.description")}
      shouldFilter={false}
      selected={selected}
      onSelected={setSelected}
    >
      <CommandInput value={query} onValueChange={setQuery} placeholder={t("palette.placeholder")} />
      <CommandList className="max-h-[min(26rem,60dvh)]">
        <Results
          query={query.trim()}
          onSelected={setSelected}
          close={close}
          choices={choices}
          onShortcuts={onShortcuts}
        />
      </CommandList>
    </CommandDialog>
  );
}

type Entry = { key: string; label: string; icon: ReactNode; hint?: ReactNode; run: () => void };

function Results({
  query,
  onSelected,
  close,
  choices,
  onShortcuts,
}: {
  query: string;
  onSelected: (key: string) => void;
  close: () => void;
  choices: WorkspaceChoice[];
  onShortcuts: () => void;
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const { slug, mode, role } = useWorkspace();
  const mayImport = useMay("imports.run");
  const go = (href: string) => router.push(href);

  const pages: Entry[] = sectionsFor({ mode, role }).map(({ key, path, icon: Icon, shortcut }) => ({
    key: `page-${key}`,
    label: t(`sections.${key}`),
    icon: <Icon aria-hidden />,
    hint: `g ${shortcut}`,
    run: () => go(`/${slug}${path}`),
  }));
  const actions: Entry[] = [
    ...(mayImport
      ? [{ key: "import", label: t("palette.import"), icon: <Upload aria-hidden />, run: () => go(`/${slug}/imports`) }]
      : []),
    { key: "light", label: t("palette.light"), icon: <Sun aria-hidden />, run: () => chooseTheme("light") },
    { key: "dark", label: t("palette.dark"), icon: <Moon aria-hidden />, run: () => chooseTheme("dark") },
    ...locales
      .filter((each) => each !== locale)
      .map((each) => ({
        key: `language-${each}`,
        label: t("palette.language", { language: localeNames[each] }),
        icon: <Languages aria-hidden />,
        run: () => {
          chooseLocale(each);
          router.refresh();
        },
      })),
    { key: "help", label: t("shortcuts.title"), icon: <Keyboard aria-hidden />, hint: "?", run: onShortcuts },
    { key: "out", label: t("signOut"), icon: <LogOut aria-hidden />, run: () => go("/sign-out") },
  ];
  const workspaces: Entry[] = choices
    .filter((choice) => choice.slug !== slug)
    .map((choice) => ({
      key: `workspace-${choice.slug}`,
      label: choice.name,
      icon: <User aria-hidden />,
      hint: <StatusBadge status={choice.mode} />,
      run: () => window.location.assign(`/${choice.slug}`),
    }));

  const matching = (entries: Entry[]) => {
    const wanted = query.toLocaleLowerCase(locale);
    return entries.filter((entry) => entry.label.toLocaleLowerCase(locale).includes(wanted));
  };
  const choose = (run: () => void) => {
    close();
    run();
  };
  const found = useFound(query);
  const groups = [
    { heading: t("palette.pages"), entries: matching(pages) },
    { heading: t("palette.actions"), entries: matching(actions) },
    { heading: t("workspaces"), entries: matching(workspaces) },
  ];
  const first = found.debtors[0]?.id ?? found.invoices[0]?.id ?? groups.flatMap(({ entries }) => entries)[0]?.key ?? "";
  // What the server finds arrives above what was selected meanwhile: Enter is for the first match.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new query starts from its first match again
  useEffect(() => onSelected(first), [query, first, onSelected]);
  return (
    <>
      <Found found={found} choose={choose} />
      {groups.map(({ heading, entries }) => (
        <Entries key={heading} heading={heading} entries={entries} choose={choose} />
      ))}
      <CommandEmpty>{t("palette.nothing")}</CommandEmpty>
    </>
  );
}

function Entries({
  heading,
  entries,
  choose,
}: {
  heading: string;
  entries: Entry[];
  choose: (run: () => void) => void;
}) {
  if (entries.length === 0) return null;
  return (
    <CommandGroup heading={heading}>
      {entries.map((entry) => (
        <CommandItem key={entry.key} value={entry.key} onSelect={() => choose(entry.run)}>
          {entry.icon}
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {entry.hint && <CommandShortcut>{entry.hint}</CommandShortcut>}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

/** Debtors and invoices that the query finds, from the server. */
function useFound(query: string) {
  const trpc = useTRPC();
  const q = useDeferredValue(query);
  const enabled = query.length > 0 && q.length > 0;
  const debtors = useQuery(
    trpc.debtors.list.queryOptions({ q, limit: HITS, sort: "balance" }, { placeholderData: keepPreviousData, enabled }),
  );
  const invoices = useQuery(
    trpc.invoices.list.queryOptions(
      { q, limit: HITS, sort: "due", dir: "desc" },
      { placeholderData: keepPreviousData, enabled },
    ),
  );
  return { debtors: (enabled && debtors.data?.rows) || [], invoices: (enabled && invoices.data?.rows) || [] };
}

function Found({
  found: { debtors, invoices },
  choose,
}: {
  found: ReturnType<typeof useFound>;
  choose: (run: () => void) => void;
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { slug } = useWorkspace();
  return (
    <>
      {debtors.length > 0 && (
        <CommandGroup heading={t("sections.debtors")}>
          {debtors.map((row) => (
            <CommandItem
              key={row.id}
              value={row.id}
              onSelect={() => choose(() => router.push(`/${slug}/debtors/${row.id}`))}
            >
              <Users aria-hidden />
              <span className="min-w-0 flex-1 truncate">{row.name}</span>
              {row.balances[0] && (
                <Money
                  className="text-xs text-muted-foreground"
                  amountMinor={row.balances[0].openMinor}
                  currency={row.balances[0].currency}
                />
              )}
            </CommandItem>
          ))}
        </CommandGroup>
      )}
      {invoices.length > 0 && (
        <CommandGroup heading={t("sections.invoices")}>
          {invoices.map((row) => (
            <CommandItem
              key={row.id}
              value={row.id}
              onSelect={() => choose(() => router.push(`/${slug}/invoices/${row.id}`))}
            >
              <FileText aria-hidden />
              <span className="font-medium">{row.number}</span>
              <span className="min-w-0 flex-1 truncate text-muted-foreground">{row.debtorName}</span>
              <Money
                className="text-xs text-muted-foreground"
                amountMinor={row.openMinor || row.amountMinor}
                currency={row.currency}
              />
            </CommandItem>
          ))}
        </CommandGroup>
      )}
    </>
  );
}

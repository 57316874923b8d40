"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundSearch } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { usePreviewedDebtor } from "@/components/journey-builder/preview/use-preview";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/overlays/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { formatMoney } from "@/server/money";

/** Chooses whom messages are previewed for: any debtor of the workspace, or the invented one. */
export function DebtorPicker() {
  const t = useTranslations("builder.preview");
  const { choose } = usePreviewedDebtor();
  const [open, setOpen] = useState(false);
  function pick(id: string | null) {
    choose(id);
    setOpen(false);
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="h-6 px-1.5 text-xs">
          <UserRoundSearch className="size-3.5" />
          {t("choose")}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-0" aria-label={t("choose")}>
        {open && <Choices onPick={pick} />}
      </PopoverContent>
    </Popover>
  );
}

function Choices({ onPick }: { onPick: (id: string | null) => void }) {
  const t = useTranslations("builder.preview");
  const locale = useLocale();
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const debtors = useQuery({
    ...trpc.debtors.list.queryOptions({ q: query || undefined, limit: 20 }),
    placeholderData: (before) => before,
  });
  return (
    <Command label={t("choose")} shouldFilter={false}>
      <CommandInput autoFocus value={typed} onValueChange={setTyped} placeholder={t("search")} />
      <CommandList>
        {debtors.isSuccess && <CommandEmpty>{t("none")}</CommandEmpty>}
        {!query && (
          <CommandItem value="example" onSelect={() => onPick(null)}>
            {t("example")}
          </CommandItem>
        )}
        {debtors.data?.rows.map((debtor) => (
          <CommandItem key={debtor.id} value={debtor.id} onSelect={() => onPick(debtor.id)}>
            <span className="min-w-0 flex-1 truncate">{debtor.name}</span>
            <span className="text-xs text-muted-foreground tabular-nums">
              {debtor.balances
                .map(({ currency, openMinor }) => formatMoney({ amountMinor: openMinor, currency }, locale))
                .join(" + ")}
            </span>
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}

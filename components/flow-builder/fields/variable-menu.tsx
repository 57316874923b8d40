"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { variableNames } from "@/server/flows/graph/speech";

type Props = {
  /** What it is put into, for who does not see where the button stands. */
  field: string;
  slots: readonly string[];
  onPick: (name: string) => void;
};

/** What is filled in when a sentence is said: what is known of the debtor, and what was asked for. */
export function VariableMenu({ field, slots, onPick }: Props) {
  const t = useTranslations("flows");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="h-6 px-1.5 text-xs" aria-label={t("variableInto", { field })}>
          <Braces className="size-3.5" aria-hidden />
          {t("variable")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-h-72 overflow-y-auto">
        {variableNames.map((name) => (
          <DropdownMenuItem key={name} onSelect={() => onPick(name)}>
            {t(`variables.${name.replaceAll(".", "_")}`)}
          </DropdownMenuItem>
        ))}
        {slots.map((slot) => (
          <DropdownMenuItem key={slot} onSelect={() => onPick(`slot.${slot}`)}>
            {t("variableSlot", { slot })}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

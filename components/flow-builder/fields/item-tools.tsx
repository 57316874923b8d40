"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type Props<Item> = { name: string; at: number; items: readonly Item[]; onChange: (items: Item[]) => void };

/** Moves one of several up or down, or takes it out. */
export function ItemTools<Item>({ name, at, items, onChange }: Props<Item>) {
  const t = useTranslations("flows.items");
  const move = (by: number) => {
    const next = [...items];
    next.splice(at + by, 0, ...next.splice(at, 1));
    onChange(next);
  };
  return (
    <span className="flex shrink-0">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("up", { name })}
        disabled={at === 0}
        onClick={() => move(-1)}
      >
        <ArrowUp />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("down", { name })}
        disabled={at === items.length - 1}
        onClick={() => move(1)}
      >
        <ArrowDown />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("remove", { name })}
        onClick={() => onChange(items.toSpliced(at, 1))}
      >
        <Trash2 />
      </Button>
    </span>
  );
}

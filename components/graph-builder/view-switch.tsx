"use client";

import { List, type LucideIcon, MessageSquareText, Workflow } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const views = ["canvas", "list", "words"] as const;
export type View = (typeof views)[number];

const narrow = "(max-width: 767px)";

/** To be asked in a browser only. */
export const isNarrowNow = () => window.matchMedia(narrow).matches;

/** Whether the screen is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrow);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    isNarrowNow,
    () => false,
  );
}

/** How it is looked at, kept in the address; a phone begins with the list. */
export function useView(): [View, (view: View) => void] {
  const [chosen, choose] = useQueryState("view", parseAsStringLiteral(views));
  const isNarrow = useNarrow();
  return [chosen ?? (isNarrow ? "list" : "canvas"), (view) => void choose(view)];
}

const looks: Record<View, { icon: LucideIcon; label: string }> = {
  canvas: { icon: Workflow, label: "canvas" },
  list: { icon: List, label: "listView" },
  words: { icon: MessageSquareText, label: "wordsView" },
};

/** `hasWords`: what is drawn can be read as words, too. */
export function ViewSwitch({
  view,
  hasWords = false,
  onChange,
}: {
  view: View;
  hasWords?: boolean;
  onChange: (view: View) => void;
}) {
  const t = useTranslations("builder");
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">{t("view")}</legend>
      {views
        .filter((each) => each !== "words" || hasWords)
        .map((each) => {
          const { icon: Icon, label } = looks[each];
          return (
            <Button
              key={each}
              variant={view === each ? "secondary" : "ghost"}
              size="sm"
              aria-pressed={view === each}
              onClick={() => onChange(each)}
            >
              <Icon />
              <span className="max-md:sr-only">{t(label)}</span>
            </Button>
          );
        })}
    </fieldset>
  );
}

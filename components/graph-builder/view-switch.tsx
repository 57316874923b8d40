"use client";

import { List, Workflow } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const views = ["canvas", "list"] as const;
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

/** Canvas or list, kept in the address; a phone begins with the list. */
export function useView(): [View, (view: View) => void] {
  const [chosen, choose] = useQueryState("view", parseAsStringLiteral(views));
  const isNarrow = useNarrow();
  return [chosen ?? (isNarrow ? "list" : "canvas"), (view) => void choose(view)];
}

export function ViewSwitch({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const t = useTranslations("builder");
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">{t("view")}</legend>
      <Button
        variant={view === "canvas" ? "secondary" : "ghost"}
        size="sm"
        aria-pressed={view === "canvas"}
        onClick={() => onChange("canvas")}
      >
        <Workflow />
        <span className="max-md:sr-only">{t("canvas")}</span>
      </Button>
      <Button
        variant={view === "list" ? "secondary" : "ghost"}
        size="sm"
        aria-pressed={view === "list"}
        onClick={() => onChange("list")}
      >
        <List />
        <span className="max-md:sr-only">{t("listView")}</span>
      </Button>
    </fieldset>
  );
}

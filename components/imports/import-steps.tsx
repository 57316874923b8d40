"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const importSteps = ["file", "columns", "questions", "check", "done"] as const;
export type ImportStep = (typeof importSteps)[number];

/** "Continue" stands at the end of a long step; the next one, whose list of steps is a new one, begins at the top. */
function showTop(list: HTMLOListElement | null) {
  list?.scrollIntoView({ block: "nearest" });
}

/** Where in the import one is. */
export function ImportSteps({ current }: { current: ImportStep }) {
  const t = useTranslations("imports.steps");
  const at = importSteps.indexOf(current);
  return (
    <ol
      key={current}
      ref={showTop}
      aria-label={t("label")}
      className="flex scroll-mt-20 flex-wrap items-center gap-x-4 gap-y-2 text-sm"
    >
      {importSteps.map((step, index) => {
        const passed = index < at || current === "done";
        return (
          <li
            key={step}
            aria-current={index === at ? "step" : undefined}
            className={cn("flex items-center gap-1.5", index > at && "text-muted-foreground")}
          >
            <span
              aria-hidden
              className={cn(
                "flex size-5 items-center justify-center rounded-full border text-xs tabular-nums",
                passed && "border-transparent bg-primary text-primary-foreground",
                index === at && !passed && "border-primary font-semibold",
              )}
            >
              {passed ? <Check className="size-3" /> : index + 1}
            </span>
            <span className={cn(index === at && "font-medium")}>{t(step)}</span>
          </li>
        );
      })}
    </ol>
  );
}

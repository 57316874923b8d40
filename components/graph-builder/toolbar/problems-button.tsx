"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { ProblemsPanel } from "@/components/graph-builder/problems/problems-panel";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";

/** How many things are in the way of publishing, and which. */
export function ProblemsButton({ editor }: { editor: Editor }) {
  const t = useTranslations("builder");
  const count = editor.problems.length;
  if (count === 0) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          className="text-destructive-strong max-sm:ml-auto"
          aria-label={t("problemCount", { count })}
        >
          <CircleAlert />
          <span className="sm:hidden">{count}</span>
          <span className="max-sm:hidden">{t("problemCount", { count })}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="max-h-96 w-80 overflow-y-auto" aria-label={t("problemsTitle")}>
        <ProblemsPanel editor={editor} />
      </PopoverContent>
    </Popover>
  );
}

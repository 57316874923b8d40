"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** The way to the pages before and after; nothing where there is but one. */
export function PageTurner({ page, more, onPage }: { page: number; more: boolean; onPage: (page: number) => unknown }) {
  const t = useTranslations("campaigns.pages");
  if (page === 1 && !more) return null;
  return (
    <nav aria-label={t("label")} className="flex items-center justify-end gap-2">
      <span className="text-xs text-muted-foreground tabular-nums">{t("page", { page })}</span>
      <Button
        variant="outline"
        size="icon-sm"
        aria-label={t("previous")}
        disabled={page === 1}
        onClick={() => onPage(page - 1)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button variant="outline" size="icon-sm" aria-label={t("next")} disabled={!more} onClick={() => onPage(page + 1)}>
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}

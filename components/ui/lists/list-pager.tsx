"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

export const pageSizes = [50, 100, 250, 1000] as const;

/** Below a list: how many there are, how many a page shows, and the way to the others. */
export function ListPager({
  shown,
  total,
  capped,
  size,
  sizes = pageSizes,
  previous,
  next,
  onFirst,
}: {
  shown: number;
  /** Undefined while it is being counted. */
  total: number | undefined;
  capped: boolean;
  /** Where the reader may choose it. */
  size?: { value: number; onChange: (size: number) => void };
  sizes?: readonly number[];
  previous: (() => void) | null;
  next: (() => void) | null;
  onFirst: () => void;
}) {
  const t = useTranslations("ui.pager");
  const format = useFormatter();
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-xs text-muted-foreground tabular-nums" aria-live="polite">
        {total === undefined
          ? t("shown", { shown: format.number(shown) })
          : t(capped ? "shownOfMore" : "shownOf", { shown: format.number(shown), total: format.number(total) })}
      </p>
      <div className="flex items-center gap-1.5">
        {size && (
          <Select value={String(size.value)} onValueChange={(value) => size.onChange(Number(value))}>
            <SelectTrigger size="sm" aria-label={t("size")}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {sizes.map((each) => (
                <SelectItem key={each} value={String(each)}>
                  {t("perPage", { count: each })}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
        <Button variant="outline" size="icon-sm" aria-label={t("first")} disabled={!previous} onClick={onFirst}>
          <ChevronsLeft aria-hidden />
        </Button>
        <Button
          variant="outline"
          size="icon-sm"
          aria-label={t("previous")}
          disabled={!previous}
          onClick={() => previous?.()}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button variant="outline" size="icon-sm" aria-label={t("next")} disabled={!next} onClick={() => next?.()}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}

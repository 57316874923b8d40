import { useTranslations } from "next-intl";
import type { Kit } from "@/components/graph-builder/kit";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the builder while what is drawn is read. */
export function OpeningBuilder({ thing }: { thing: Kit["thing"] }) {
  const t = useTranslations("builder");
  return (
    <div data-bleed className="flex h-full flex-col gap-3 p-4" aria-busy="true">
      <span className="sr-only">{t("loading", { thing })}</span>
      <Skeleton className="h-9 w-full" />
      <Skeleton className="min-h-96 flex-1" />
    </div>
  );
}

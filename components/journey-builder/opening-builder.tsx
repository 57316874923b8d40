import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the builder while its journey is read. */
export function OpeningBuilder() {
  const t = useTranslations("journeys");
  return (
    <div data-bleed className="flex h-full flex-col gap-3 p-4" aria-busy="true">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-9 w-full" />
      <Skeleton className="min-h-96 flex-1" />
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc/provider";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";

/** What was published, when, by whom and why; a press opens the version to read. */
export function VersionsSheet(props: {
  journeyId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRead: (versionId: string) => void;
}) {
  const t = useTranslations("journeys.versions");
  const trpc = useTRPC();
  const versions = useQuery({
    ...trpc.journeys.versions.queryOptions({ journeyId: props.journeyId }),
    enabled: props.open,
  });
  return (
    <Sheet open={props.open} onOpenChange={props.onOpenChange}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t("title")}</SheetTitle>
          <SheetDescription>{t("description")}</SheetDescription>
        </SheetHeader>
        <div className="px-5 pb-5">
          {versions.isPending && <Skeleton className="h-24" />}
          {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
          {versions.data?.length === 0 && <EmptyState icon={History} title={t("empty")} description={t("emptyHint")} />}
          <ol className="grid gap-2">
            {versions.data?.map((version) => (
              <li key={version.id}>
                <button
                  type="button"
                  className="grid w-full gap-1 rounded-md border p-3 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
                  onClick={() => props.onRead(version.id)}
                >
                  <span className="flex items-baseline justify-between gap-2">
                    <span className="text-sm font-medium">{t("number", { number: version.number })}</span>
                    <When at={version.publishedAt} className="text-xs text-muted-foreground" />
                  </span>
                  {version.note && <span className="text-sm wrap-anywhere">{version.note}</span>}
                  {version.publishedBy && <span className="text-xs text-muted-foreground">{version.publishedBy}</span>}
                </button>
              </li>
            ))}
          </ol>
        </div>
      </SheetContent>
    </Sheet>
  );
}

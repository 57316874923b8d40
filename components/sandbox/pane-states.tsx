"use client";

import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { useDeliveries } from "@/components/sandbox/use-sandbox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { SandboxItem } from "@/server/sandbox/contract";

/** Loading, failed, empty, or what there is. */
export function PaneStates({
  query,
  icon,
  empty,
  children,
}: {
  query: ReturnType<typeof useDeliveries>;
  icon: LucideIcon;
  empty: string;
  children: (items: SandboxItem[]) => ReactNode;
}) {
  const t = useTranslations("sandbox");
  if (query.isError) return <ErrorState className="border-0" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <div className="flex flex-col gap-3 p-4" aria-busy>
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    );
  }
  if (query.data.length === 0) {
    return <EmptyState className="border-0" icon={icon} title={empty} description={t("emptyHint")} />;
  }
  return children(query.data);
}

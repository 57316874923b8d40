"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { DraftEditor } from "@/components/journey-builder/draft-editor";
import { VersionReader } from "@/components/journey-builder/versions/version-reader";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

/** The builder of one journey: its draft, or, with ?version=, a published version to read. */
export function Builder({
  journeyId,
  slug,
  mayEdit,
  mayPublish,
}: {
  journeyId: string;
  slug: string;
  mayEdit: boolean;
  mayPublish: boolean;
}) {
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const [versionId, setVersionId] = useQueryState("version", parseAsString);
  const journey = useQuery(trpc.journeys.get.queryOptions({ journeyId }));
  if (journey.isPending) {
    return (
      <div data-bleed className="flex h-full flex-col gap-3 p-4" aria-busy="true">
        <span className="sr-only">{t("loading")}</span>
        <Skeleton className="h-9 w-full" />
        <Skeleton className="min-h-96 flex-1" />
      </div>
    );
  }
  if (journey.isError) return <ErrorState error={journey.error} onRetry={() => void journey.refetch()} />;
  if (versionId) return <VersionReader versionId={versionId} onClose={() => void setVersionId(null)} />;
  return (
    <DraftEditor
      key={journey.data.id}
      journey={journey.data}
      slug={slug}
      mayEdit={mayEdit && !journey.data.archivedAt}
      mayPublish={mayPublish}
      onRead={(id) => void setVersionId(id)}
    />
  );
}

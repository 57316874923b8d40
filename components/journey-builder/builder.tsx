"use client";

import { useQuery } from "@tanstack/react-query";
import { OpeningBuilder } from "@/components/graph-builder/opening-builder";
import { useFresh, useIsBrowser, usePlace } from "@/components/graph-builder/use-place";
import { DraftEditor } from "@/components/journey-builder/draft-editor";
import { JourneyVersion } from "@/components/journey-builder/versions/journey-version";
import { VersionDiff } from "@/components/journey-builder/versions/version-diff";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import type { JourneyDetail } from "@/server/journeys/contract";

type Props = {
  journeyId: string;
  /** The journey as it came with the page. */
  read: { journey: JourneyDetail | null; at: Date };
  personId: string;
  slug: string;
  mayEdit: boolean;
  mayPublish: boolean;
};

/** The builder of one journey: its draft, a version to read, or two compared. */
export function Builder({ journeyId, read, personId, slug, mayEdit, mayPublish }: Props) {
  const trpc = useTRPC();
  const place = usePlace();
  const isHere = useIsBrowser();
  const early = useFresh(read.journey, read.at);
  const journey = useQuery({ ...trpc.journeys.get.queryOptions({ journeyId }), initialData: early });
  if (journey.isPending || !isHere) return <OpeningBuilder thing="journey" />;
  if (journey.isError) return <ErrorState error={journey.error} onRetry={() => void journey.refetch()} />;

  const editable = mayEdit && !journey.data.archivedAt;
  if (place.sides)
    return <VersionDiff journey={journey.data} sides={place.sides} onChange={place.compare} onClose={place.toDraft} />;
  if (place.version)
    return (
      <JourneyVersion
        versionId={place.version}
        onClose={place.toDraft}
        onCompare={place.compare}
        onRestore={editable ? place.restoreInDraft : undefined}
      />
    );
  return (
    <DraftEditor
      key={journey.data.id}
      journey={journey.data}
      personId={personId}
      slug={slug}
      mayEdit={editable}
      mayPublish={mayPublish}
      onRead={place.read}
      onCompare={place.compare}
      toRestore={place.toRestore}
      onRestored={place.restored}
    />
  );
}

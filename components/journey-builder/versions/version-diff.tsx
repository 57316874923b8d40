"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { Comparison } from "@/components/graph-builder/versions/comparison";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { journeyKit } from "@/components/journey-builder/journey-kit";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyDetail } from "@/server/journeys/contract";

type Props = {
  journey: JourneyDetail;
  sides: Sides;
  onChange: (sides: Sides) => void;
  onClose: () => void;
};

/** Two versions of a journey, or a version and the draft. */
export function VersionDiff({ journey, sides, onChange, onClose }: Props) {
  const trpc = useTRPC();
  const from = useSide(journey, sides.from);
  const to = useSide(journey, sides.to);
  const versions = useQuery(trpc.journeys.versions.queryOptions({ journeyId: journey.id }));
  const failed = [from, to].find((side) => side.error);
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  if (!from.graph || !to.graph) return <Skeleton className="m-4 min-h-96" />;
  return (
    <Comparison
      key={`${sides.from} ${sides.to}`}
      kit={journeyKit}
      name={journey.name}
      before={from.graph}
      after={to.graph}
      sides={sides}
      versions={versions.data?.items ?? []}
      onChange={onChange}
      onClose={onClose}
    />
  );
}

function useSide(journey: JourneyDetail, side: string) {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions(side === draftSide ? skipToken : { versionId: side }));
  return {
    graph: side === draftSide ? journey.draft : version.data?.graph,
    error: version.error,
    retry: () => void version.refetch(),
  };
}

"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { type ComparedSide, VersionComparison } from "@/components/graph-builder/versions/version-comparison";
import { journeyKit } from "@/components/journey-builder/journey-kit";
import { useTRPC } from "@/components/trpc/provider";
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
  return (
    <VersionComparison
      kit={journeyKit}
      name={journey.name}
      from={from}
      to={to}
      sides={sides}
      versions={versions.data?.items ?? []}
      onChange={onChange}
      onClose={onClose}
    />
  );
}

function useSide(journey: JourneyDetail, side: string): ComparedSide {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions(side === draftSide ? skipToken : { versionId: side }));
  return {
    graph: side === draftSide ? journey.draft : version.data?.graph,
    error: version.error,
    retry: () => void version.refetch(),
  };
}

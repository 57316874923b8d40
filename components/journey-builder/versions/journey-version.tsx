"use client";

import { useQuery } from "@tanstack/react-query";
import type { Sides } from "@/components/graph-builder/versions/sides";
import { VersionReader } from "@/components/graph-builder/versions/version-reader";
import { journeyKit } from "@/components/journey-builder/journey-kit";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { VersionDetail } from "@/server/journeys/contract";

type Props = {
  versionId: string;
  onClose: () => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: (version: VersionDetail) => void;
};

/** A published version of a journey. */
export function JourneyVersion({ versionId, onClose, onCompare, onRestore }: Props) {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions({ versionId }));
  if (version.isPending) return <Skeleton className="m-4 min-h-96" />;
  if (version.isError) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  const { data } = version;
  return (
    <VersionReader
      key={data.id}
      kit={journeyKit}
      name={data.journeyName}
      version={data}
      graph={data.graph}
      onClose={onClose}
      onCompare={onCompare}
      onRestore={onRestore && (() => onRestore(data))}
    />
  );
}

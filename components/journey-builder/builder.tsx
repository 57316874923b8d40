"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useState, useSyncExternalStore } from "react";
import { OpeningBuilder } from "@/components/graph-builder/opening-builder";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
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

/** What came with the page may be an old page's, gone back to: then it is asked for anew. */
const FRESH_MS = 15_000;

/**
 * The builder of one journey: its draft; with ?version= a published version to read; with ?from= (and ?to=) two of
 * them compared.
 */
export function Builder({ journeyId, read, personId, slug, mayEdit, mayPublish }: Props) {
  const trpc = useTRPC();
  const [place, go] = useQueryStates(
    { version: parseAsString, from: parseAsString, to: parseAsString },
    { history: "push" },
  );
  const [toRestore, setToRestore] = useState<{ id: string; number: number } | null>(null);
  const isHere = useIsBrowser();
  const [early] = useState(() => (Math.abs(Date.now() - read.at.getTime()) < FRESH_MS ? read.journey : null));
  const journey = useQuery({ ...trpc.journeys.get.queryOptions({ journeyId }), initialData: early ?? undefined });
  if (journey.isPending || !isHere) return <OpeningBuilder thing="journey" />;
  if (journey.isError) return <ErrorState error={journey.error} onRetry={() => void journey.refetch()} />;

  const editable = mayEdit && !journey.data.archivedAt;
  const toDraft = () => void go({ version: null, from: null, to: null });
  const compare = ({ from, to }: Sides) => void go({ version: null, from, to });
  if (place.from) {
    const sides = { from: place.from, to: place.to ?? draftSide };
    return <VersionDiff journey={journey.data} sides={sides} onChange={compare} onClose={toDraft} />;
  }
  if (place.version) {
    const restore = (version: { id: string; number: number }) => {
      setToRestore(version);
      toDraft();
    };
    return (
      <JourneyVersion
        versionId={place.version}
        onClose={toDraft}
        onCompare={compare}
        onRestore={editable ? restore : undefined}
      />
    );
  }
  return (
    <DraftEditor
      key={journey.data.id}
      journey={journey.data}
      personId={personId}
      slug={slug}
      mayEdit={editable}
      mayPublish={mayPublish}
      onRead={(version) => void go({ version })}
      onCompare={compare}
      toRestore={toRestore}
      onRestored={() => setToRestore(null)}
    />
  );
}

/** Not while the server renders, nor while a browser takes that over: drafts and views are kept in the browser. */
function useIsBrowser(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

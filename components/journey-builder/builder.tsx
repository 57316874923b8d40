"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { DraftEditor } from "@/components/journey-builder/draft-editor";
import { OpeningBuilder } from "@/components/journey-builder/opening-builder";
import { draftSide, type Sides, VersionDiff } from "@/components/journey-builder/versions/version-diff";
import { VersionReader } from "@/components/journey-builder/versions/version-reader";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";

type Props = { journeyId: string; personId: string; slug: string; mayEdit: boolean; mayPublish: boolean };

/**
 * The builder of one journey: its draft; with ?version= a published version to read; with ?from= (and ?to=) two of
 * them compared.
 */
export function Builder({ journeyId, personId, slug, mayEdit, mayPublish }: Props) {
  const trpc = useTRPC();
  const [place, go] = useQueryStates(
    { version: parseAsString, from: parseAsString, to: parseAsString },
    { history: "push" },
  );
  const [toRestore, setToRestore] = useState<{ id: string; number: number } | null>(null);
  const journey = useQuery(trpc.journeys.get.queryOptions({ journeyId }));
  if (journey.isPending) return <OpeningBuilder />;
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
      <VersionReader
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

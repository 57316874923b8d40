"use client";

import { useQuery } from "@tanstack/react-query";
import { FlowDraftEditor } from "@/components/flow-builder/flow-draft-editor";
import { useKeptTrial } from "@/components/flow-builder/trying/use-trial";
import { FlowDiff } from "@/components/flow-builder/versions/flow-diff";
import { FlowVersion } from "@/components/flow-builder/versions/flow-version";
import { OpeningBuilder } from "@/components/graph-builder/opening-builder";
import { useFresh, useIsBrowser, usePlace } from "@/components/graph-builder/use-place";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import type { FlowDetail } from "@/server/flows/contract";

type Props = {
  /** The conversation as it came with the page. */
  read: { flow: FlowDetail; at: Date };
  personId: string;
};

/** The builder of one conversation: its draft, a version to read, or two compared. */
export function FlowBuilder({ read, personId }: Props) {
  const trpc = useTRPC();
  const place = usePlace();
  const keptTrial = useKeptTrial();
  const isHere = useIsBrowser();
  const [mayUpdate, mayPublish] = [useMay("flows.update"), useMay("flows.publish")];
  const flowId = read.flow.id;
  const early = useFresh(read.flow, read.at);
  const flow = useQuery({ ...trpc.flows.get.queryOptions({ flowId }), initialData: early });
  if (flow.isPending || !isHere) return <OpeningBuilder thing="conversation" />;
  if (flow.isError) return <ErrorState error={flow.error} onRetry={() => void flow.refetch()} />;

  const mayEdit = mayUpdate && !flow.data.archivedAt;
  if (place.sides)
    return <FlowDiff flow={flow.data} sides={place.sides} onChange={place.compare} onClose={place.toDraft} />;
  if (place.version)
    return (
      <FlowVersion
        flowVersionId={place.version}
        onClose={place.toDraft}
        onCompare={place.compare}
        onRestore={mayEdit ? place.restoreInDraft : undefined}
      />
    );
  return (
    <FlowDraftEditor
      key={flowId}
      flow={flow.data}
      personId={personId}
      mayEdit={mayEdit}
      mayPublish={mayPublish && mayEdit}
      place={place}
      keptTrial={keptTrial}
    />
  );
}

"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { flowKit } from "@/components/flow-builder/flow-kit";
import { Comparison } from "@/components/graph-builder/versions/comparison";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { useTRPC } from "@/components/trpc/provider";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { FlowDetail } from "@/server/flows/contract";

type Props = {
  flow: FlowDetail;
  sides: Sides;
  onChange: (sides: Sides) => void;
  onClose: () => void;
};

/** Two versions of a conversation, or a version and the draft. */
export function FlowDiff({ flow, sides, onChange, onClose }: Props) {
  const trpc = useTRPC();
  const from = useSide(flow, sides.from);
  const to = useSide(flow, sides.to);
  const versions = useQuery(trpc.flows.versions.queryOptions({ flowId: flow.id }));
  const failed = [from, to].find((side) => side.error);
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  if (!from.graph || !to.graph) return <Skeleton className="m-4 min-h-96" />;
  return (
    <Comparison
      key={`${sides.from} ${sides.to}`}
      kit={flowKit}
      name={flow.name}
      before={from.graph}
      after={to.graph}
      sides={sides}
      versions={versions.data?.items ?? []}
      onChange={onChange}
      onClose={onClose}
    />
  );
}

function useSide(flow: FlowDetail, side: string) {
  const trpc = useTRPC();
  const version = useQuery(trpc.flows.version.queryOptions(side === draftSide ? skipToken : { flowVersionId: side }));
  return {
    graph: side === draftSide ? flow.draft : version.data?.flow,
    error: version.error,
    retry: () => void version.refetch(),
  };
}

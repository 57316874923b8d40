"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { flowKit } from "@/components/flow-builder/flow-kit";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { type ComparedSide, VersionComparison } from "@/components/graph-builder/versions/version-comparison";
import { useTRPC } from "@/components/trpc/provider";
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
  return (
    <VersionComparison
      kit={flowKit}
      name={flow.name}
      from={from}
      to={to}
      sides={sides}
      versions={versions.data?.items ?? []}
      onChange={onChange}
      onClose={onClose}
    />
  );
}

function useSide(flow: FlowDetail, side: string): ComparedSide {
  const trpc = useTRPC();
  const version = useQuery(trpc.flows.version.queryOptions(side === draftSide ? skipToken : { flowVersionId: side }));
  return {
    graph: side === draftSide ? flow.draft : version.data?.flow,
    error: version.error,
    retry: () => void version.refetch(),
  };
}

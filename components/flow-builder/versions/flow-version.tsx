"use client";

import { useQuery } from "@tanstack/react-query";
import { flowKit } from "@/components/flow-builder/flow-kit";
import type { Sides } from "@/components/graph-builder/versions/sides";
import { VersionReader } from "@/components/graph-builder/versions/version-reader";
import { useTRPC } from "@/components/trpc/provider";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { FlowVersionDetail } from "@/server/flows/contract";

type Props = {
  flowVersionId: string;
  onClose: () => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: (version: FlowVersionDetail) => void;
};

/** A published version of a conversation. */
export function FlowVersion({ flowVersionId, onClose, onCompare, onRestore }: Props) {
  const trpc = useTRPC();
  const version = useQuery(trpc.flows.version.queryOptions({ flowVersionId }));
  return (
    <QueryBody query={version} skeleton={<Skeleton className="m-4 min-h-96" />}>
      {(data) => (
        <VersionReader
          key={data.id}
          kit={flowKit}
          name={data.flowName}
          version={data}
          graph={data.flow}
          onClose={onClose}
          onCompare={onCompare}
          onRestore={onRestore && (() => onRestore(data))}
        />
      )}
    </QueryBody>
  );
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import type { FlowDetail, SavedFlow } from "@/server/flows/contract";
import type { DraftFlow } from "@/server/flows/graph/schema";

/** Where the draft of a conversation is kept. */
export function useServer(flowId: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const asked = trpc.flows.get.queryOptions({ flowId });
  const know = (fresh: Partial<FlowDetail>) =>
    queryClient.setQueryData(asked.queryKey, (old) => old && { ...old, ...fresh });
  return {
    async save(draft: DraftFlow, draftRevision: number) {
      const saved = await client.flows.save.mutate({ flowId, draftRevision, draft });
      know({ draft, draftRevision: saved.draftRevision, problems: saved.problems, changed: true });
      void queryClient.invalidateQueries({ queryKey: trpc.flows.suites.pathKey() });
      return saved;
    },
    read: () => queryClient.fetchQuery({ ...asked, staleTime: 0 }),
    took(saved: SavedFlow) {
      know(saved);
      return queryClient.invalidateQueries({ queryKey: trpc.flows.pathKey() });
    },
  };
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import type { SuiteChoice } from "@/server/flows/suites/contract";

const POLL_MS = 1_000;

/** `flush` of the draft's saver: the revision when everything is saved, null when it could not be. */
type Given = { flowId: string; isOpen: boolean; flush: () => Promise<number | null> };

export type SuitesOfFlow = ReturnType<typeof useSuites>;

/** How a conversation was tested last, followed while it is, and another test of it. */
export function useSuites({ flowId, isOpen, flush }: Given) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isUnsaved, setUnsaved] = useState(false);
  const query = useQuery(
    trpc.flows.suites.get.queryOptions(
      { flowId },
      {
        enabled: isOpen,
        refetchInterval: ({ state }) => (state.data?.latest?.status === "running" ? POLL_MS : false),
      },
    ),
  );
  const again = () => client.invalidateQueries({ queryKey: trpc.flows.suites.pathKey() });
  const start = useMutation(trpc.flows.suites.start.mutationOptions({ meta: { quiet: true }, onSettled: again }));
  const cancel = useMutation(trpc.flows.suites.cancel.mutationOptions({ onSettled: again }));
  const require = useMutation(trpc.flows.suites.require.mutationOptions({ meta: { quiet: true }, onSettled: again }));
  const latest = query.data?.latest ?? null;
  return {
    query,
    latest,
    required: query.data?.required ?? null,
    isRunning: latest?.status === "running",
    isStarting: start.isPending,
    isUnsaved,
    error: start.error,
    async run(choice: SuiteChoice) {
      const draftRevision = await flush();
      setUnsaved(draftRevision === null);
      if (draftRevision !== null) start.mutate({ flowId, draftRevision, personas: choice.personas, runs: choice.runs });
    },
    cancel: () => latest && cancel.mutate({ suiteId: latest.id }),
    require: {
      mutate: (required: SuiteChoice | null) => require.mutate({ flowId, required }),
      isPending: require.isPending,
      /** While it is asked for it shows as if it were so. */
      isOn: require.isPending ? require.variables.required !== null : Boolean(query.data?.required),
      error: require.error,
    },
    isCancelling: cancel.isPending,
  };
}

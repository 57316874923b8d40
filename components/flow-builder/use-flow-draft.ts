"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import type { FlowDetail } from "@/server/flows/contract";
import type { DraftNode } from "@/server/flows/graph/schema";

/** The draft as it stands on this screen, saved when asked to; whoever leaves with unsaved words is warned. */
export function useFlowDraft(flow: FlowDetail) {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [draft, setDraft] = useState(flow.draft);
  const isDirty = draft !== flow.draft;
  const again = () => client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
  const save = useMutation(
    trpc.flows.save.mutationOptions({
      onSuccess: async () => {
        toast.success(t("saved"));
        await again();
      },
      onError: (error) => {
        if (error.data?.code !== "CONFLICT") return;
        toast.error(
          error.message,
          toastOffer(t("readTheirs"), () => void again()),
        );
      },
    }),
  );
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
  return {
    flow: draft,
    isDirty,
    isSaving: save.isPending,
    change: (node: DraftNode) =>
      setDraft((old) => ({ ...old, nodes: old.nodes.map((each) => (each.id === node.id ? node : each)) })),
    save: () => save.mutate({ flowId: flow.id, draftRevision: flow.draftRevision, draft }),
  };
}

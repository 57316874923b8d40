"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { toastOffer } from "@/components/ui/overlays/toast-offer";

/** Takes one of the conversation's own cases out of its tests; it can be put back at once. */
export function TakeOutCase({ caseId, name }: { caseId: string; name: string }) {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayUpdate = useMay("flows.update");
  const again = () => client.invalidateQueries({ queryKey: trpc.flows.suites.pathKey() });
  const restore = useMutation(trpc.flows.cases.restore.mutationOptions({ onSuccess: again }));
  const archive = useMutation(
    trpc.flows.cases.archive.mutationOptions({
      onSuccess: () => {
        toast(
          t("suites.cases.takenOut", { name }),
          toastOffer(t("undo"), () => restore.mutate({ caseId })),
        );
        return again();
      },
    }),
  );
  if (!mayUpdate) return null;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={t("suites.cases.takeOut", { name })}
      title={t("suites.cases.takeOut", { name })}
      pending={archive.isPending}
      onClick={() => archive.mutate({ caseId })}
    >
      {!archive.isPending && <Trash2 aria-hidden />}
    </Button>
  );
}

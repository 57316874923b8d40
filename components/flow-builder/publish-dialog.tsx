"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { FormField } from "@/components/ui/form-field";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { FlowDetail } from "@/server/flows/contract";

/** Makes the draft what calls are held by from now on. */
export function PublishDialog({
  flow,
  open,
  onOpenChange,
}: {
  flow: FlowDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("flows.publish");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const publish = useMutation(
    trpc.flows.publish.mutationOptions({
      onSuccess: async ({ number }) => {
        onOpenChange(false);
        setNote("");
        toast.success(t("done", { number }));
        await client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
      },
      onError: () => undefined,
    }),
  );
  return (
    <ActionDialog
      title={t("title", { name: flow.name })}
      description={t("description")}
      action={t("button")}
      open={open}
      pending={publish.isPending}
      error={publish.error?.message}
      onSubmit={() => publish.mutate({ flowId: flow.id, draftRevision: flow.draftRevision, note })}
      onClose={() => onOpenChange(false)}
    >
      <FormField label={t("note")} hint={t("noteHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </FormField>
    </ActionDialog>
  );
}

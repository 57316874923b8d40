"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useReadConsentsAgain } from "@/components/debtors/consents/use-read-consents-again";
import { useTRPC } from "@/components/trpc/provider";
import { FormField } from "@/components/ui/form-field";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { ConsentRow } from "@/server/consents/contract";

export function RevokeConsentDialog({ consent, onClose }: { consent: ConsentRow; onClose: () => void }) {
  const t = useTranslations("contactRules.consents");
  const trpc = useTRPC();
  const readAgain = useReadConsentsAgain();
  const [how, setHow] = useState("");
  const revoke = useMutation(
    trpc.consents.revoke.mutationOptions({
      onSuccess: async () => {
        toast.success(t("revoked"));
        onClose();
        await readAgain();
      },
    }),
  );
  return (
    <ActionDialog
      title={t("revokeTitle")}
      description={t("revokeBody")}
      action={t("revoke")}
      destructive
      ready={how.trim().length >= 3}
      pending={revoke.isPending}
      onSubmit={() => revoke.mutate({ consentId: consent.id, how })}
      onClose={onClose}
    >
      <FormField label={t("how")} hint={t("howHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={500}
            value={how}
            onChange={(event) => setHow(event.target.value)}
          />
        )}
      </FormField>
    </ActionDialog>
  );
}

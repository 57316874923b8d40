"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import type { ErasurePlan } from "@/server/rights/contract";

/** Cannot be undone: the name is typed, so that nobody erases the wrong person by a habit of the hand. */
export function EraseDialog({
  requestId,
  plan,
  onClose,
}: {
  requestId: string;
  plan: ErasurePlan;
  onClose: () => void;
}) {
  const t = useTranslations("privacy.erase");
  const trpc = useTRPC();
  const client = useQueryClient();
  const text = useErrorText();
  const [typed, setTyped] = useState("");
  const erase = useRightsMutation(
    trpc.rights.erase,
    ({ traces }) =>
      traces && Object.keys(traces).length > 0
        ? t("tracesToast", { tables: Object.keys(traces).join(", ") })
        : t("toast"),
    onClose,
  );
  const changed = erase.error && errorFacts(erase.error).code === "CONFLICT";
  if (changed) void client.invalidateQueries({ queryKey: trpc.rights.erasurePlan.pathKey() });
  return (
    <ActionDialog
      title={t("confirmTitle", { name: plan.debtorName })}
      description={t("confirmBody", { kept: plan.kept.length })}
      action={t("act")}
      destructive
      ready={typed.trim() === plan.debtorName}
      pending={erase.isPending}
      error={changed ? t("changed") : erase.error ? text(erase.error) : null}
      onSubmit={() => erase.mutate({ requestId, hash: plan.hash })}
      onClose={onClose}
    >
      <FormField label={t("typeName", { name: plan.debtorName })}>
        {(control) => (
          <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        )}
      </FormField>
    </ActionDialog>
  );
}

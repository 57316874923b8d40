"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { localMinute } from "@/components/debtors/wishes/local-minute";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import type { DebtorDetail } from "@/server/debtors/contract";

/** When the notice went out that an agency owes a consumer; empty takes it back. */
export function NoticeDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors.wishes");
  const text = useErrorText();
  const trpc = useTRPC();
  const { timeZone } = useWorkspace();
  const now = useNow();
  const [sentAt, setSentAt] = useState(localMinute(debtor.validationNotice.sentAt ?? now, timeZone));
  const save = useDebtorMutation(trpc.debtors.saveNotice, t("notice.saved"), onClose);
  const isFuture = save.error?.data?.fields?.sentAt !== undefined;
  return (
    <ActionDialog
      title={t("notice.title")}
      description={t("notice.body")}
      action={t("dialog.save")}
      pending={save.isPending}
      error={isFuture ? t("future") : save.error ? text(save.error) : null}
      onSubmit={() => save.mutate({ debtorId: debtor.id, sentAt: sentAt || null })}
      onClose={onClose}
    >
      <FormField label={t("notice.at")} hint={t("notice.atHint")}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={sentAt}
            onChange={(event) => setSentAt(event.target.value)}
          />
        )}
      </FormField>
    </ActionDialog>
  );
}

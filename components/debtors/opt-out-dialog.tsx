"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { DebtorDetail } from "@/server/debtors/contract";

export function OptOutDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors.detail.actions");
  const names = useTranslations("ui.channel");
  const trpc = useTRPC();
  const id = useId();
  const choices = debtor.contacts.flatMap((contact) =>
    contact.points.flatMap((point) =>
      point.channels
        .filter((each) => each.status !== "opted_out")
        .map((each) => ({ key: `${each.channel} ${point.address}`, channel: each.channel, address: point.address })),
    ),
  );
  const [key, setKey] = useState(choices[0]?.key ?? "");
  const optOut = useDebtorMutation(trpc.optOuts.optOut, t("optOutSaved"), onClose);
  const submit = () => {
    const choice = choices.find((each) => each.key === key);
    if (choice) optOut.mutate({ debtorId: debtor.id, channel: choice.channel, address: choice.address });
  };
  return (
    <ActionDialog
      title={t("optOutTitle")}
      description={t("optOutBody")}
      action={t("optOutSave")}
      pending={optOut.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <Label htmlFor={`${id}-point`}>{t("address")}</Label>
        <Select value={key} onValueChange={setKey}>
          <SelectTrigger id={`${id}-point`} className="w-full">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {choices.map((choice) => (
              <SelectItem key={choice.key} value={choice.key}>
                {names(choice.channel)} · {choice.address}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
    </ActionDialog>
  );
}

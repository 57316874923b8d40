"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { type DebtorDetail, debtorStops } from "@/server/debtors/contract";

export function StopDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors");
  const trpc = useTRPC();
  const id = useId();
  const [stop, setStop] = useState<(typeof debtorStops)[number]>(debtor.stop ?? "cease");
  const stopAll = useDebtorMutation(
    trpc.debtors.stop,
    ({ cancelledTouches }) => t("detail.actions.stoppedToast", { count: cancelledTouches }),
    onClose,
  );
  return (
    <ActionDialog
      title={t("detail.actions.stopTitle", { name: debtor.name })}
      description={t("detail.actions.stopBody")}
      action={t("detail.actions.stopConfirm")}
      destructive
      pending={stopAll.isPending}
      onSubmit={() => stopAll.mutate({ debtorId: debtor.id, stop })}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={t("detail.actions.stopReason")}
        value={stop}
        onValueChange={(value) => setStop(debtorStops.find((each) => each === value) ?? stop)}
      >
        {debtorStops.map((each) => (
          <div key={each} className="flex items-center gap-2.5">
            <RadioGroupItem id={`${id}-${each}`} value={each} />
            <Label htmlFor={`${id}-${each}`} className="font-normal">
              {t(`stops.${each}`)}
            </Label>
          </div>
        ))}
      </RadioGroup>
    </ActionDialog>
  );
}

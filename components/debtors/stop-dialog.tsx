"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { type DebtorDetail, debtorStops } from "@/server/debtors/contract";

export function StopDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors");
  const trpc = useTRPC();
  const id = useId();
  const [stop, setStop] = useState<(typeof debtorStops)[number]>(debtor.stop ?? "cease");
  const text = useErrorText();
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  // Both or neither: an attorney without an address cannot be reached.
  const isWhole = name.trim() === "" ? address === "" : name.trim().length >= 2 && isAddress(address);
  const stopAll = useDebtorMutation(
    trpc.debtors.stop,
    ({ cancelledTouches }) => t("detail.actions.stoppedToast", { count: cancelledTouches }),
    onClose,
  );
  const isOwn = Object.keys(stopAll.error?.data?.fields ?? {}).some((field) => field.startsWith("attorney"));
  return (
    <ActionDialog
      title={t("detail.actions.stopTitle", { name: debtor.name })}
      description={t("detail.actions.stopBody")}
      action={t("detail.actions.stopConfirm")}
      destructive
      pending={stopAll.isPending}
      error={stopAll.error ? (isOwn ? t("detail.actions.attorneyOwn") : text(stopAll.error)) : null}
      ready={stop !== "attorney" || isWhole}
      onSubmit={() =>
        stopAll.mutate({
          debtorId: debtor.id,
          stop,
          attorney:
            stop === "attorney" && name
              ? { name, ...(address.includes("@") ? { email: address } : { phone: address.replace(/[\s().-]/g, "") }) }
              : undefined,
        })
      }
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
      {stop === "attorney" && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <FormField label={t("detail.actions.attorneyName")} hint={t("detail.actions.attorneyHint")}>
            {(control) => (
              <Input {...control} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </FormField>
          <FormField label={t("detail.actions.attorneyAddress")}>
            {(control) => (
              <Input
                {...control}
                maxLength={320}
                value={address}
                onChange={(event) => setAddress(event.target.value.trim())}
              />
            )}
          </FormField>
        </div>
      )}
    </ActionDialog>
  );
}

/** An e-mail address, or a number with its country's code. */
const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$|^\+[1-9][\d\s().-]{6,20}$/.test(text);

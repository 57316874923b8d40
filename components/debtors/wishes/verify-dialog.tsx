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
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import type { ContactPoint } from "@/server/debtors/contract";
import { places, verifiedHows } from "@/server/debtors/wishes/contract";

/** Whose place an address reaches, and when and how it was found to be still theirs. */
export function VerifyDialog({
  debtorId,
  point,
  onClose,
}: {
  debtorId: string;
  point: ContactPoint;
  onClose: () => void;
}) {
  const t = useTranslations("debtors.wishes");
  const text = useErrorText();
  const trpc = useTRPC();
  const { timeZone } = useWorkspace();
  const now = useNow();
  const [place, setPlace] = useState<string>(point.place ?? "");
  const [how, setHow] = useState<string>(point.verifiedHow ?? "said");
  const [at, setAt] = useState(localMinute(now, timeZone));
  const save = useDebtorMutation(trpc.debtors.verifyAddress, t("verify.saved"), onClose);
  const isFuture = Object.keys(save.error?.data?.fields ?? {}).some((field) => field.startsWith("verified"));
  return (
    <ActionDialog
      title={t("verify.title", { address: point.address })}
      description={t(point.kind === "phone" ? "verify.bodyPhone" : "verify.bodyEmail")}
      action={t("dialog.save")}
      pending={save.isPending}
      ready={how === "" || at !== ""}
      error={isFuture ? t("future") : save.error ? text(save.error) : null}
      onSubmit={() => {
        const method = verifiedHows.find((each) => each === how);
        save.mutate({
          debtorId,
          contactPointId: point.id,
          place: places.find((each) => each === place) ?? null,
          verified: method ? { at, how: method } : null,
        });
      }}
      onClose={onClose}
    >
      <FormField label={t("verify.how")}>
        {(control) => (
          <NativeSelect {...control} value={how} onChange={(event) => setHow(event.target.value)}>
            {verifiedHows.map((each) => (
              <option key={each} value={each}>
                {t(`verify.hows.${each}`)}
              </option>
            ))}
            <option value="">{t("verify.hows.none")}</option>
          </NativeSelect>
        )}
      </FormField>
      {how !== "" && (
        <FormField label={t("verify.at")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              required
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </FormField>
      )}
      <FormField label={t("verify.place")} hint={t("verify.placeHint")}>
        {(control) => (
          <NativeSelect {...control} value={place} onChange={(event) => setPlace(event.target.value)}>
            <option value="">{t("verify.places.none")}</option>
            {places.map((each) => (
              <option key={each} value={each}>
                {t(`verify.places.${each}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
    </ActionDialog>
  );
}

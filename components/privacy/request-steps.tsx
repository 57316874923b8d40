"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { identities, type RequestDetail, refusals } from "@/server/rights/contract";

/** What can be done with a request whatever its kind: who asks, more time, how it ended. */
export function RequestSteps({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.steps");
  const trpc = useTRPC();
  const mayHandle = useMay("rights.handle");
  const [asked, setAsked] = useState<"identity" | "refuse" | null>(null);
  const extend = useRightsMutation(trpc.rights.extend, t("extended"));
  const close = useRightsMutation(trpc.rights.close, t("closed"));
  if (!mayHandle || request.status !== "open") return null;
  const requestId = request.id;
  const isDoneByHand = request.kind === "access" || request.kind === "correct" || request.kind === "review";
  return (
    <>
      {request.identity === "not_yet" ? (
        <Button onClick={() => setAsked("identity")}>{t("identity")}</Button>
      ) : (
        isDoneByHand && (
          <Button pending={close.isPending} onClick={() => close.mutate({ requestId, status: "done" })}>
            {t("done")}
          </Button>
        )
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            {t("menu")} <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {request.mayExtend && (
            <DropdownMenuItem onSelect={() => extend.mutate({ requestId })}>{t("extend")}</DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setAsked("refuse")}>{t("refuse")}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => close.mutate({ requestId, status: "withdrawn" })}>
            {t("withdrawn")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === "identity" && <IdentityDialog requestId={requestId} onClose={() => setAsked(null)} />}
      {asked === "refuse" && <RefuseDialog requestId={requestId} onClose={() => setAsked(null)} />}
    </>
  );
}

type DialogProps = { requestId: string; onClose: () => void };
const checked = identities.filter((each) => each !== "not_yet");

function IdentityDialog({ requestId, onClose }: DialogProps) {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const text = useErrorText();
  const [identity, setIdentity] = useState<(typeof checked)[number]>("address_on_file");
  const check = useRightsMutation(trpc.rights.checkIdentity, t("steps.identitySaved"), onClose);
  return (
    <ActionDialog
      title={t("steps.identity")}
      description={t("steps.identityLead")}
      action={t("steps.save")}
      pending={check.isPending}
      error={check.error ? text(check.error) : null}
      onSubmit={() => check.mutate({ requestId, identity })}
      onClose={onClose}
    >
      <FormField label={t("facts.identity")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={identity}
            onChange={(event) => setIdentity(checked.find((each) => each === event.target.value) ?? identity)}
          >
            {checked.map((each) => (
              <option key={each} value={each}>
                {t(`identities.${each}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
    </ActionDialog>
  );
}

function RefuseDialog({ requestId, onClose }: DialogProps) {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const text = useErrorText();
  const [refusal, setRefusal] = useState<(typeof refusals)[number]>("unfounded");
  const close = useRightsMutation(trpc.rights.close, t("steps.closed"), onClose);
  return (
    <ActionDialog
      title={t("steps.refuse")}
      description={t("steps.refuseLead")}
      action={t("steps.refuseAct")}
      destructive
      pending={close.isPending}
      error={close.error ? text(close.error) : null}
      onSubmit={() => close.mutate({ requestId, status: "refused", refusal })}
      onClose={onClose}
    >
      <FormField label={t("facts.refusal")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={refusal}
            onChange={(event) => setRefusal(refusals.find((each) => each === event.target.value) ?? refusal)}
          >
            {refusals.map((each) => (
              <option key={each} value={each}>
                {t(`refusals.${each}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
    </ActionDialog>
  );
}

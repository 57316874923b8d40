"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { DebtorChoice } from "@/components/contact-rules/house/debtor-choice";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import { askers, identities, objections, requestKinds, waysIn } from "@/server/rights/contract";

/** Writes down what a person asked; ends on the request, from where it is worked. */
export function OpenRequestDialog({ debtorId, onClose }: { debtorId: string | null; onClose: () => void }) {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const text = useErrorText();
  const router = useRouter();
  const { slug, timeZone } = useWorkspace();
  const now = useNow();
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
  const [chosen, setChosen] = useState(debtorId);
  const [kind, setKind] = useState<(typeof requestKinds)[number]>("access");
  const [objectsTo, setObjectsTo] = useState<(typeof objections)[number]>("processing");
  const [askedBy, setAskedBy] = useState<(typeof askers)[number]>("person");
  const [receivedBy, setReceivedBy] = useState<(typeof waysIn)[number]>("email");
  const [identity, setIdentity] = useState<(typeof identities)[number]>("not_yet");
  const [receivedOn, setReceivedOn] = useState(today);
  const [note, setNote] = useState("");
  const open = useRightsMutation(trpc.rights.open, t("dialog.saved"), ({ requestId }) => {
    onClose();
    router.push(`/${slug}/privacy/${requestId}`);
  });
  const submit = () => {
    if (!chosen) return;
    open.mutate({
      debtorId: chosen,
      kind,
      objectsTo: kind === "object" ? objectsTo : undefined,
      askedBy,
      receivedBy,
      identity,
      receivedOn,
      note: note || undefined,
    });
  };
  return (
    <ActionDialog
      title={t("new")}
      description={t("dialog.lead")}
      action={t("dialog.save")}
      className="max-w-lg"
      ready={chosen !== null && receivedOn !== ""}
      pending={open.isPending}
      error={open.error ? text(open.error) : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {debtorId === null && <DebtorChoice debtorId={chosen} onChoose={setChosen} />}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <FormField label={t("dialog.kind")} hint={t(`kindHints.${kind}`)}>
          {(control) => (
            <Choice
              {...control}
              label={(each) => t(`kinds.${each}`)}
              value={kind}
              of={requestKinds}
              onChoose={setKind}
            />
          )}
        </FormField>
        {kind === "object" && (
          <FormField label={t("dialog.objectsTo")}>
            {(control) => (
              <Choice
                {...control}
                label={(each) => t(`objections.${each}`)}
                value={objectsTo}
                of={objections}
                onChoose={setObjectsTo}
              />
            )}
          </FormField>
        )}
        <FormField label={t("dialog.receivedOn")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={today}
              value={receivedOn}
              required
              onChange={(event) => setReceivedOn(event.target.value)}
            />
          )}
        </FormField>
        <FormField label={t("dialog.askedBy")}>
          {(control) => (
            <Choice
              {...control}
              label={(each) => t(`askers.${each}`)}
              value={askedBy}
              of={askers}
              onChoose={setAskedBy}
            />
          )}
        </FormField>
        <FormField label={t("dialog.receivedBy")}>
          {(control) => (
            <Choice
              {...control}
              label={(each) => t(`waysIn.${each}`)}
              value={receivedBy}
              of={waysIn}
              onChoose={setReceivedBy}
            />
          )}
        </FormField>
        <FormField label={t("dialog.identity")} hint={t("dialog.identityHint")}>
          {(control) => (
            <Choice
              {...control}
              label={(each) => t(`identities.${each}`)}
              value={identity}
              of={identities}
              onChoose={setIdentity}
            />
          )}
        </FormField>
        <div className="sm:col-span-2">
          <FormField label={t("dialog.note")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={2_000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </FormField>
        </div>
      </div>
    </ActionDialog>
  );
}

function Choice<Value extends string>({
  label,
  of,
  value,
  onChoose,
  ...props
}: Omit<ComponentProps<typeof NativeSelect>, "onChange" | "value"> & {
  label: (value: Value) => string;
  of: readonly Value[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <NativeSelect
      {...props}
      value={value}
      onChange={(event) => onChoose(of.find((each) => each === event.target.value) ?? value)}
    >
      {of.map((each) => (
        <option key={each} value={each}>
          {label(each)}
        </option>
      ))}
    </NativeSelect>
  );
}

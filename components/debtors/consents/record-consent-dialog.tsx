"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { toast } from "sonner";
import { useReadConsentsAgain } from "@/components/debtors/consents/use-read-consents-again";
import { localMinute } from "@/components/debtors/wishes/local-minute";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import { consentKinds, consentPurposes } from "@/server/consents/contract";
import type { DebtorDetail } from "@/server/debtors/contract";

type Fields = Record<
  "key" | "kind" | "purpose" | "givenBy" | "wording" | "evidence" | "grantedAt" | "expiresAt",
  string
>;

/** What was agreed to, for one address, channel and purpose, with its evidence. */
export function RecordConsentDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("contactRules.consents");
  const channels = useTranslations("ui.channel");
  const text = useErrorText();
  const trpc = useTRPC();
  const { timeZone } = useWorkspace();
  const now = useNow();
  const readAgain = useReadConsentsAgain();
  const choices = debtor.contacts.flatMap(({ name, points }) =>
    points.flatMap(({ address, channels: of }) =>
      of.map(({ channel }) => ({ key: `${channel} ${address}`, channel, address, name })),
    ),
  );
  const [fields, setFields] = useState<Fields>({
    key: choices[0]?.key ?? "",
    kind: "express",
    purpose: "collection",
    givenBy: choices[0]?.name ?? "",
    wording: "",
    evidence: "",
    grantedAt: localMinute(now, timeZone),
    expiresAt: "",
  });
  const choice = choices.find(({ key }) => key === fields.key);
  const record = useMutation(
    trpc.consents.record.mutationOptions({
      onSuccess: async ({ lifted }) => {
        toast.success(t(lifted > 0 ? "savedLifted" : "saved"));
        onClose();
        await readAgain();
      },
      onError: () => {},
    }),
  );
  const wrong = record.error?.data?.fields ?? {};
  const error = wrong.grantedAt ? t("future") : wrong.expiresAt ? t("order") : record.error ? text(record.error) : null;
  const field = (name: keyof Fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields((all) => ({ ...all, [name]: event.target.value })),
  });
  const submit = () => {
    if (!choice) return;
    const { givenBy, wording, evidence, grantedAt, expiresAt } = fields;
    record.mutate({
      debtorId: debtor.id,
      channel: choice.channel,
      address: choice.address,
      kind: consentKinds.find((each) => each === fields.kind) ?? "express",
      purpose: consentPurposes.find((each) => each === fields.purpose) ?? "collection",
      givenBy: givenBy || undefined,
      wording: wording || undefined,
      evidence,
      grantedAt,
      expiresAt: expiresAt || undefined,
    });
  };
  return (
    <ActionDialog
      title={t("add")}
      description={t("addBody")}
      action={t("save")}
      className="max-w-lg"
      ready={choice !== undefined && fields.evidence.trim().length >= 3 && fields.grantedAt !== ""}
      pending={record.isPending}
      error={choices.length === 0 ? t("noAddress") : error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <FormField label={t("where")}>
            {(control) => (
              <Choice
                {...control}
                {...field("key")}
                of={choices.map(({ key, channel, address }) => [key, `${channels(channel)} · ${address}`])}
              />
            )}
          </FormField>
        </div>
        <FormField label={t("kind")} hint={fields.kind === "timed" ? t("timedHint") : undefined}>
          {(control) => (
            <Choice {...control} {...field("kind")} of={consentKinds.map((each) => [each, t(`kinds.${each}`)])} />
          )}
        </FormField>
        <FormField label={t("purpose")}>
          {(control) => (
            <Choice
              {...control}
              {...field("purpose")}
              of={consentPurposes.map((each) => [each, t(`purposes.${each}`)])}
            />
          )}
        </FormField>
        <FormField label={t("grantedAt")}>
          {(control) => <Input {...control} {...field("grantedAt")} type="datetime-local" required />}
        </FormField>
        <FormField label={t("expiresAt")}>
          {(control) => <Input {...control} {...field("expiresAt")} type="datetime-local" />}
        </FormField>
        <FormField label={t("givenBy")}>
          {(control) => <Input {...control} {...field("givenBy")} maxLength={120} />}
        </FormField>
        <div className="sm:col-span-2">
          <FormField label={t("wording")}>
            {(control) => <Textarea {...control} {...field("wording")} rows={2} maxLength={1_000} />}
          </FormField>
        </div>
        <div className="sm:col-span-2">
          <FormField label={t("evidence")} hint={t("evidenceHint")}>
            {(control) => <Textarea {...control} {...field("evidence")} rows={2} maxLength={500} required />}
          </FormField>
        </div>
      </div>
    </ActionDialog>
  );
}

function Choice({
  of,
  ...props
}: ComponentProps<typeof NativeSelect> & { of: readonly (readonly [string, string])[] }) {
  return (
    <NativeSelect {...props}>
      {of.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { HoursEditor } from "@/components/settings/numbers/hours-editor";
import { useTRPC } from "@/components/trpc/provider";
import { Checkbox } from "@/components/ui/checkbox";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { type OpeningHours, openingHours } from "@/server/numbers/contract";

type NumberDraft = {
  number: string;
  label: string;
  outbound: boolean;
  flowId: string | null;
  hours: OpeningHours | null;
};

/** What a number is called and is for, who answers there, and when. `named`: the number itself stays. */
export function NumberDialog({
  draft: first,
  named,
  pending,
  failure,
  onSubmit,
  onClose,
}: {
  draft: NumberDraft;
  named: boolean;
  pending: boolean;
  /** Why it could not be saved. */
  failure: unknown;
  onSubmit: (number: NumberDraft) => void;
  onClose: () => void;
}) {
  const t = useTranslations("settings.numbers");
  const text = useErrorText();
  const trpc = useTRPC();
  const flows = useQuery(trpc.flows.list.queryOptions({ archived: false }));
  const outbound = useId();
  const [draft, setDraft] = useState(first);
  const set = (part: Partial<NumberDraft>) => setDraft((before) => ({ ...before, ...part }));
  const failed = failure ? text(failure) : undefined;
  const isOfNumber = errorFacts(failure).fields.includes("number");
  const hours = openingHours.nullable().safeParse(draft.hours);
  return (
    <ActionDialog
      title={named ? t("changeTitle", { number: draft.number }) : t("addTitle")}
      description={named ? t("changeBody") : t("addBody")}
      action={named ? t("save") : t("add")}
      ready={draft.number.trim().length > 2 && draft.label.trim() !== "" && hours.success}
      pending={pending}
      error={isOfNumber ? undefined : failed}
      onSubmit={() => onSubmit(draft)}
      onClose={onClose}
    >
      {!named && (
        <FormField label={t("number")} hint={t("numberHint")} error={isOfNumber ? failed : undefined}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              autoComplete="off"
              value={draft.number}
              maxLength={40}
              onChange={(event) => set({ number: event.target.value })}
            />
          )}
        </FormField>
      )}
      <FormField label={t("label")} hint={t("labelHint")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={draft.label}
            maxLength={80}
            onChange={(event) => set({ label: event.target.value })}
          />
        )}
      </FormField>
      <div className="flex items-start gap-2.5 text-sm">
        <Checkbox
          id={outbound}
          className="mt-0.5"
          checked={draft.outbound}
          onCheckedChange={(chosen) => set({ outbound: chosen === true })}
        />
        <label htmlFor={outbound}>
          {t("outbound")}
          <span className="block text-xs text-muted-foreground">{t("outboundHint")}</span>
        </label>
      </div>
      <FormField label={t("answers")} hint={t("answersHint")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={draft.flowId ?? ""}
            onChange={(event) => set({ flowId: event.target.value || null })}
          >
            <option value="">{t("calledBack")}</option>
            {flows.data?.map((flow) => (
              <option key={flow.id} value={flow.id} disabled={flow.latestVersion === null}>
                {flow.latestVersion === null ? t("unpublished", { name: flow.name }) : flow.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
      <HoursEditor hours={draft.hours} onChange={(each) => set({ hours: each })} />
    </ActionDialog>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { PlanDraft, PlanField } from "@/components/campaigns/launch/plan-draft";
import { useWorkspace } from "@/components/shell/workspace-context";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** When, how fast, at what cost and towards what; everything may stay empty. */
export function PlanFields({
  draft,
  wrong,
  holdoutDefault,
  launched = false,
  onChange,
}: {
  draft: PlanDraft;
  wrong: readonly PlanField[];
  holdoutDefault: number;
  /** When it starts and who is held out is settled by then. */
  launched?: boolean;
  onChange: (draft: PlanDraft) => void;
}) {
  const t = useTranslations("campaigns.plan");
  const { currency, timeZone } = useWorkspace();
  const set = (part: Partial<PlanDraft>) => onChange({ ...draft, ...part });
  const error = (field: PlanField) => (wrong.includes(field) ? t(`wrong.${field}`) : undefined);
  return (
    <fieldset className="grid gap-4 rounded-lg border bg-card p-4">
      <legend className="px-1 text-sm font-semibold">{t("title")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        {!launched && (
          <FormField label={t("startsAt")} hint={t("startsAtHint", { zone: timeZone })} error={error("startsAt")}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={draft.startsAt}
                onChange={(event) => set({ startsAt: event.target.value })}
              />
            )}
          </FormField>
        )}
        <FormField label={t("endsAt")} hint={t("endsAtHint")} error={error("endsAt")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={draft.endsAt}
              onChange={(event) => set({ endsAt: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t("priority")} hint={t("priorityHint")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={draft.priority}
              onChange={(event) => set({ priority: event.target.value as PlanDraft["priority"] })}
            >
              {(["low", "normal", "high"] as const).map((value) => (
                <option key={value} value={value}>
                  {t(`priorities.${value}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        {!launched && (
          <FormField label={t("holdout")} hint={t("holdoutHint")} error={error("holdoutPercent")}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={50}
                placeholder={String(holdoutDefault)}
                value={draft.holdoutPercent}
                onChange={(event) => set({ holdoutPercent: event.target.value })}
              />
            )}
          </FormField>
        )}
        <FormField label={t("goal")}>
          {(control) => (
            <NativeSelect
              {...control}
              value={draft.goal}
              onChange={(event) => set({ goal: event.target.value as PlanDraft["goal"] })}
            >
              {(["none", "recovered", "settled_share"] as const).map((value) => (
                <option key={value} value={value}>
                  {t(`goals.${value}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </FormField>
        {draft.goal !== "none" && (
          <FormField
            label={draft.goal === "recovered" ? t("goalAmount", { currency }) : t("goalPercent")}
            error={error("goalAmount")}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={draft.goalAmount}
                onChange={(event) => set({ goalAmount: event.target.value })}
              />
            )}
          </FormField>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t("budgetTouches")} hint={t("budgetHint")} error={error("budgetTouches")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={draft.budgetTouches}
              onChange={(event) => set({ budgetTouches: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t("budgetCost", { currency })} hint={t("budgetCostHint")} error={error("budgetCost")}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.budgetCost}
              onChange={(event) => set({ budgetCost: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <fieldset className="grid gap-2">
        <legend className="text-sm font-medium">{t("pace")}</legend>
        <div className="grid gap-4 sm:grid-cols-3">
          {(["email", "sms", "voice"] as const).map((channel) => (
            <FormField
              key={channel}
              label={
                <span className="flex items-center gap-1.5">
                  <ChannelIcon channel={channel} /> {t(`channels.${channel}`)}
                </span>
              }
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  placeholder={t("unlimited")}
                  value={draft.pace[channel]}
                  onChange={(event) => set({ pace: { ...draft.pace, [channel]: event.target.value } })}
                />
              )}
            </FormField>
          ))}
        </div>
        {wrong.includes("pace") && <p className="text-xs text-destructive-strong">{t("wrong.pace")}</p>}
      </fieldset>
    </fieldset>
  );
}

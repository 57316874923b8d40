"use client";

import { useTranslations } from "next-intl";
import { NumberField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import { ApiEventCall } from "@/components/journey-builder/step-forms/api-event-call";
import { SignalChecklist } from "@/components/journey-builder/step-forms/signal-checklist";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { RuleEditor } from "@/components/rules/rule-editor";
import { signalLacks } from "@/server/journeys/graph/availability";
import { signalKinds } from "@/server/journeys/graph/schema";
import type { Trigger } from "@/server/journeys/graph/settings";

const fresh: { [On in Trigger["on"]]: () => Extract<Trigger, { on: On }> } = {
  manual: () => ({ on: "manual" }),
  invoice_due: () => ({ on: "invoice_due", days: 3 }),
  invoice_overdue: () => ({ on: "invoice_overdue", days: 1 }),
  promise_broken: () => ({ on: "promise_broken" }),
  api_event: () => ({ on: "api_event", event: "" }),
};
const ons = Object.keys(fresh) as Trigger["on"][];

/** How debtors come in, and on what they leave wherever they are. */
export function StartForm({ node, leaveOn, onChange, onLeaveOn, wrong, readOnly }: FormProps<"start">) {
  const t = useTranslations("journeys");
  const trigger = node.trigger ?? fresh.manual();
  return (
    <fieldset className="grid gap-4" disabled={readOnly}>
      <SelectField
        label={t("trigger.label")}
        value={trigger.on}
        options={ons.map((on) => ({
          value: on,
          label: t(`trigger.on.${on}`),
        }))}
        onChange={(on) => onChange({ ...node, trigger: on === "manual" ? undefined : fresh[on]() })}
        hint={t(`trigger.hint.${trigger.on}`)}
      />
      {"days" in trigger && (
        <NumberField
          label={t(`trigger.days.${trigger.on}`)}
          value={trigger.days}
          min={trigger.on === "invoice_due" ? 0 : 1}
          max={365}
          onChange={(days) => onChange({ ...node, trigger: { ...trigger, days } }, "trigger")}
        />
      )}
      {trigger.on === "api_event" && (
        <>
          <TextField
            label={t("apiEvents.name")}
            max={60}
            placeholder="pod_received"
            value={trigger.event}
            invalid={wrong.has("event") || wrong.has(trigger.event)}
            onChange={(event) => onChange({ ...node, trigger: { ...trigger, event: event.trim() } }, "trigger")}
            hint={t("apiEvents.nameHint")}
          />
          <ApiEventCall event={trigger.event || "pod_received"} />
        </>
      )}
      {trigger.on !== "manual" && (
        <section className="grid gap-1.5">
          <h3 className="text-sm font-medium">{t("trigger.where")}</h3>
          <RuleEditor
            rule={node.where ?? { all: [] }}
            readOnly={readOnly}
            onChange={(where, field) => onChange({ ...node, where }, field && `where${field}`)}
          />
        </section>
      )}
      <SignalChecklist
        legend={t("leaveOn")}
        hint={t("leaveOnHint")}
        offered={signalKinds.filter((signal) => !signalLacks(signal) || leaveOn.includes(signal))}
        chosen={leaveOn}
        onChange={onLeaveOn}
        disabled={readOnly}
      />
    </fieldset>
  );
}

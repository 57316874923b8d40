"use client";

import { useLocale, useTranslations } from "next-intl";
import { CheckField, MomentField, NumberField, SelectField } from "@/components/graph-builder/fields/fields";
import { ApiEventCall } from "@/components/journey-builder/step-forms/api-event-call";
import { DurationField } from "@/components/journey-builder/step-forms/duration-field";
import { EventNames } from "@/components/journey-builder/step-forms/event-names";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { type MissingPart, signalLacks } from "@/server/journeys/graph/availability";
import { signalKinds } from "@/server/journeys/graph/schema";
import type { WaitUntil } from "@/server/journeys/graph/settings";
import { replyIntents } from "@/server/journeys/graph/signals";

const time = "09:00";
const fresh: { [By in WaitUntil["by"]]: () => Extract<WaitUntil, { by: By }> } = {
  duration: () => ({ by: "duration", duration: { amount: 3, unit: "days" } }),
  date: () => ({ by: "date", date: "2026-12-01", time }),
  weekday: () => ({ by: "weekday", weekdays: [1], time }),
  business_hours: () => ({ by: "business_hours", from: time, to: "17:00" }),
  relative: () => ({ by: "relative", to: "due_date", days: 3, time }),
};
const ways = Object.keys(fresh) as WaitUntil["by"][];

/** Until when is waited: a length, a day, business hours, or a day that the debtor's own dates give. */
export function WaitForm({ node, onChange, readOnly }: FormProps<"wait">) {
  const t = useTranslations("journeys");
  const until = node.until ?? fresh.duration();
  const set = (next: WaitUntil, field?: string) => onChange({ ...node, until: next }, field);
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <SelectField
        label={t("wait.until")}
        value={until.by}
        options={ways.map((by) => ({ value: by, label: t(`wait.by.${by}`) }))}
        onChange={(by) => set(fresh[by]())}
      />
      {until.by === "duration" && (
        <DurationField
          label={t("fields.duration")}
          value={until.duration}
          onChange={(duration) => set({ by: "duration", duration }, "until")}
          disabled={readOnly}
        />
      )}
      {until.by === "date" && (
        <MomentField
          label={t("wait.date")}
          type="date"
          value={until.date}
          onChange={(date) => set({ ...until, date }, "date")}
        />
      )}
      {until.by === "weekday" && <Weekdays until={until} onChange={set} />}
      {until.by === "business_hours" && (
        <div className="flex gap-3">
          <MomentField
            label={t("wait.from")}
            type="time"
            value={until.from}
            onChange={(from) => set({ ...until, from }, "from")}
          />
          <MomentField
            label={t("wait.to")}
            type="time"
            value={until.to}
            onChange={(to) => set({ ...until, to }, "to")}
          />
        </div>
      )}
      {until.by === "relative" && (
        <>
          <SelectField
            label={t("wait.relativeTo")}
            value={until.to}
            options={(["due_date", "promise_date"] as const).map((to) => ({ value: to, label: t(`wait.dates.${to}`) }))}
            onChange={(to) => set({ ...until, to })}
          />
          <NumberField
            label={t("wait.days")}
            value={until.days}
            min={-365}
            max={365}
            onChange={(days) => set({ ...until, days }, "days")}
            hint={t("wait.daysHint")}
          />
        </>
      )}
      {"time" in until && (
        <MomentField
          label={t("wait.time")}
          type="time"
          value={until.time}
          onChange={(at) => set({ ...until, time: at }, "time")}
        />
      )}
      <p className="text-xs text-muted-foreground">{t("waitHint")}</p>
    </fieldset>
  );
}

function Weekdays({
  until,
  onChange,
}: {
  until: Extract<WaitUntil, { by: "weekday" }>;
  onChange: (until: WaitUntil) => void;
}) {
  const t = useTranslations("journeys");
  const name = new Intl.DateTimeFormat(useLocale(), { weekday: "long", timeZone: "UTC" });
  return (
    <CheckField
      columns
      legend={t("wait.weekdays")}
      // 1 January 2024 was a Monday.
      options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: name.format(Date.UTC(2024, 0, value)) }))}
      chosen={until.weekdays}
      onChange={(weekdays) => onChange({ ...until, weekdays })}
    />
  );
}

/** What is listened for, and for how long. */
export function SignalForm({ node, onChange, leaveOn, readOnly }: FormProps<"wait_for_signal">) {
  const t = useTranslations("journeys");
  const lacking = (part: MissingPart | undefined) => part && { disabled: true, hint: t(`lacks.${part}`) };
  const apiEvents = node.apiEvents ?? [];
  const signals = signalKinds.filter((signal) => !leaveOn.includes(signal) || node.signals?.includes(signal));
  return (
    <fieldset className="grid gap-4" disabled={readOnly}>
      <CheckField
        legend={t("fields.signals")}
        options={signals.map((signal) => ({
          value: signal,
          label: t(`signals.${signal}`),
          ...lacking(signalLacks(signal)),
        }))}
        chosen={node.signals ?? []}
        onChange={(chosen) => onChange({ ...node, signals: chosen })}
      />
      <CheckField
        legend={t("fields.intents")}
        options={replyIntents.map((intent) => ({
          value: intent,
          label: t(`replyIntents.${intent}`),
          disabled: true,
        }))}
        chosen={node.intents ?? []}
        onChange={(intents) => onChange({ ...node, intents })}
      />
      <p className="-mt-2 text-xs text-muted-foreground">{t("lacks.reply_intents")}</p>
      <EventNames
        legend={t("fields.apiEvents")}
        names={apiEvents}
        onChange={(names) => onChange({ ...node, apiEvents: names.length > 0 ? names : undefined })}
        readOnly={readOnly}
      />
      {apiEvents[0] && <ApiEventCall event={apiEvents[0]} />}
      <DurationField
        label={t("fields.timeout")}
        value={node.timeout}
        onChange={(timeout) => onChange({ ...node, timeout }, "timeout")}
        disabled={readOnly}
      />
    </fieldset>
  );
}

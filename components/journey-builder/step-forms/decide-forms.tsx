"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { CheckField, NumberField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { freeId } from "@/server/graphs/ids";
import { readingOrder } from "@/server/journeys/graph/projections/order";
import type { Channel } from "@/server/journeys/graph/schema";

/** Random groups: each debtor stays in its own, whatever happens. */
export function SplitForm({ node, onChange, readOnly }: FormProps<"split">) {
  const t = useTranslations("journeys");
  const arms = node.arms ?? [];
  const total = arms.reduce((sum, arm) => sum + arm.weight, 0);
  const set = (next: typeof arms, field?: string) => onChange({ ...node, arms: next }, field);
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <p className="text-xs text-muted-foreground">{t("split.hint")}</p>
      {arms.map((arm, at) => (
        <section key={arm.id} aria-label={arm.label || arm.id} className="grid gap-2 rounded-md border p-2.5">
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label={t("split.name", { number: at + 1 })}
                max={120}
                value={arm.label}
                onChange={(label) => set(arms.with(at, { ...arm, label }), `${arm.id}.label`)}
              />
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t("removePath", { name: arm.label || arm.id })}
              disabled={arms.length <= 2}
              onClick={() => set(arms.toSpliced(at, 1))}
            >
              <Trash2 />
            </Button>
          </div>
          <NumberField
            label={t("split.weight")}
            value={arm.weight}
            min={1}
            max={1000}
            onChange={(weight) => set(arms.with(at, { ...arm, weight }), `${arm.id}.weight`)}
            hint={t("split.share", { percent: Math.round((arm.weight / Math.max(1, total)) * 100) })}
          />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the box is inside */}
          <label className="flex items-center gap-2 text-sm">
            <Checkbox
              checked={arm.holdout === true}
              onCheckedChange={(on) =>
                set(arms.map((each, index) => ({ ...each, holdout: index === at && on === true })))
              }
            />
            {t("split.holdout")}
          </label>
        </section>
      ))}
      <Button
        variant="outline"
        size="sm"
        className="justify-self-start"
        disabled={arms.length >= 10}
        onClick={() => {
          const id = freeId(
            "arm",
            arms.map((arm) => arm.id),
          );
          set([...arms, { id, label: "", weight: 50 }]);
        }}
      >
        <Plus />
        {t("split.add")}
      </Button>
    </fieldset>
  );
}

const channels = ["email", "sms", "voice"] as const satisfies readonly Channel[];

/** Which channels are allowed; their order decides between equals. */
export function ChooseChannelForm({ node, onChange, readOnly }: FormProps<"choose_channel">) {
  const t = useTranslations("journeys");
  const allowed = node.channels ?? [];
  const move = (from: number, by: number) => {
    const next = allowed.toSpliced(from, 1);
    const channel = allowed[from];
    if (channel) onChange({ ...node, channels: next.toSpliced(from + by, 0, channel) });
  };
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <CheckField
        legend={t("chooseChannel.allowed")}
        options={channels.map((channel) => ({ value: channel, label: t(`addresses.${channel}`) }))}
        chosen={allowed}
        onChange={(chosen) => {
          const kept = allowed.filter((channel) => chosen.includes(channel));
          onChange({ ...node, channels: [...kept, ...chosen.filter((channel) => !kept.includes(channel))] });
        }}
      />
      {allowed.length > 1 && (
        <ol className="grid gap-1">
          {allowed.map((channel, at) => (
            <li key={channel} className="flex items-center gap-1 text-sm">
              <span className="flex-1">
                {at + 1}. {t(`addresses.${channel}`)}
              </span>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("moveUp", { name: t(`addresses.${channel}`) })}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              >
                <ArrowUp />
              </Button>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("moveDown", { name: t(`addresses.${channel}`) })}
                disabled={at === allowed.length - 1}
                onClick={() => move(at, 1)}
              >
                <ArrowDown />
              </Button>
            </li>
          ))}
        </ol>
      )}
      <p className="text-xs text-muted-foreground">{t("chooseChannel.hint")}</p>
    </fieldset>
  );
}

/** Which step goes on. */
export function GoToForm({ node, graph, onChange, wrong, readOnly }: FormProps<"go_to">) {
  const t = useTranslations("journeys");
  const words = useStepWords(graph);
  const targets = readingOrder(graph).filter(({ node: other }) => other.kind !== "start" && other.id !== node.id);
  return (
    <fieldset disabled={readOnly}>
      <SelectField
        label={t("fields.target")}
        unset={t("nowhere")}
        value={targets.some(({ node: other }) => other.id === node.target) ? node.target : undefined}
        invalid={wrong.has("target")}
        options={targets.map(({ node: other }) => ({ value: other.id, label: words.title(other) }))}
        onChange={(target) => onChange({ ...node, target })}
      />
    </fieldset>
  );
}

"use client";

import { ListTree } from "lucide-react";
import { useTranslations } from "next-intl";
import { CheckField, NumberField, SelectField } from "@/components/graph-builder/fields/fields";
import { ConversationField } from "@/components/journey-builder/step-forms/conversation-field";
import { DurationField } from "@/components/journey-builder/step-forms/duration-field";
import { MessageField } from "@/components/journey-builder/step-forms/message-field";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { signalLacks } from "@/server/journeys/graph/availability";
import { expandLadder } from "@/server/journeys/graph/edits/expand-ladder";
import { type Channel, signalKinds } from "@/server/journeys/graph/schema";

const channels = ["email", "sms", "voice"] as const satisfies readonly Channel[];

/** Attempts on one channel: how many, how far apart, what ends them, what each says. */
export function LadderForm({ node, onChange, onGraph, leaveOn, wrong, readOnly }: FormProps<"ladder">) {
  const t = useTranslations("journeys");
  const { attempts = 3, delays = [], messages = [], stopOn = [] } = node;
  const ownDelays = delays.length > 1;
  const ownTexts = messages.length > 1;
  const each = <Item,>(list: readonly Item[], count = attempts) =>
    Array.from({ length: count }, (_, at) => list[at] ?? list[0]).filter((item) => item !== undefined);
  const signals = signalKinds.filter((signal) => !leaveOn.includes(signal) || stopOn.includes(signal));
  return (
    <fieldset className="grid gap-4" disabled={readOnly}>
      <SelectField
        label={t("fields.channel")}
        value={node.channel}
        options={channels.map((channel) => ({ value: channel, label: t(`addresses.${channel}`) }))}
        onChange={(channel) => onChange({ ...node, channel })}
      />
      {node.channel === "voice" && (
        <ConversationField flowId={node.flowId} onChange={(flowId) => onChange({ ...node, flowId })} />
      )}
      <NumberField
        label={t("fields.attempts")}
        value={attempts}
        min={1}
        max={10}
        onChange={(count) =>
          onChange({
            ...node,
            attempts: count,
            delays: ownDelays ? each(delays, count) : delays,
            messages: ownTexts ? each(messages, count) : messages,
          })
        }
      />
      <Toggle
        label={t("ladder.ownDelays")}
        checked={ownDelays}
        disabled={attempts === 1}
        onChange={(on) => onChange({ ...node, delays: on ? each(delays) : delays.slice(0, 1) })}
      />
      {delays.map((delay, at) => (
        <DurationField
          // biome-ignore lint/suspicious/noArrayIndexKey: delays have no identity but their place
          key={at}
          label={ownDelays ? t("ladder.delayAfter", { number: at + 1 }) : t("ladder.delay")}
          value={delay}
          onChange={(next) => onChange({ ...node, delays: delays.with(at, next) }, `delay.${at}`)}
          disabled={readOnly}
        />
      ))}
      <CheckField
        legend={t("ladder.stopOn")}
        options={signals.map((signal) => ({
          value: signal,
          label: t(`signals.${signal}`),
          disabled: signalLacks(signal) !== undefined,
        }))}
        chosen={stopOn}
        onChange={(chosen) => onChange({ ...node, stopOn: chosen })}
      />
      <Toggle
        label={t("ladder.ownTexts")}
        checked={ownTexts}
        disabled={attempts === 1}
        onChange={(on) => onChange({ ...node, messages: on ? each(messages) : messages.slice(0, 1) })}
      />
      {messages.map((message, at) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have no identity but their place
          key={at}
          aria-label={t("ladder.attempt", { number: at + 1 })}
          className="grid gap-3"
        >
          {ownTexts && (
            <h3 className="text-xs font-medium text-muted-foreground">{t("ladder.attempt", { number: at + 1 })}</h3>
          )}
          {node.channel === "email" && (
            <MessageField
              label={t("fields.subject")}
              form="line"
              value={message.subject}
              onChange={(subject) =>
                onChange({ ...node, messages: messages.with(at, { ...message, subject }) }, `subject.${at}`)
              }
              readOnly={readOnly}
              invalid={wrong.has("subject")}
            />
          )}
          <MessageField
            label={t(
              node.channel === "voice" ? "fields.script" : node.channel === "sms" ? "fields.sms" : "fields.body",
            )}
            form={node.channel === "email" ? "rich" : "plain"}
            without={node.channel === "voice" ? ["pay_link"] : []}
            value={message.body}
            onChange={(body) => onChange({ ...node, messages: messages.with(at, { ...message, body }) }, `body.${at}`)}
            readOnly={readOnly}
            invalid={wrong.has("body")}
          />
        </section>
      ))}
      <Button
        variant="outline"
        size="sm"
        className="justify-self-start"
        onClick={() => onGraph((graph) => expandLadder(graph, node.id))}
      >
        <ListTree />
        {t("ladder.expand")}
      </Button>
    </fieldset>
  );
}

function Toggle(props: { label: string; checked: boolean; disabled: boolean; onChange: (on: boolean) => void }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box is inside
    <label className="flex items-center gap-2 text-sm">
      <Checkbox
        checked={props.checked}
        disabled={props.disabled}
        onCheckedChange={(on) => props.onChange(on === true)}
      />
      {props.label}
    </label>
  );
}

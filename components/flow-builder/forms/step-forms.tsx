"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { SwitchField } from "@/components/flow-builder/fields/switch-field";
import { AskForm } from "@/components/flow-builder/forms/ask-form";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { ListenForm } from "@/components/flow-builder/forms/listen-form";
import { MenuForm } from "@/components/flow-builder/forms/menu-form";
import { OfferForm } from "@/components/flow-builder/forms/offer-form";
import { Patience } from "@/components/flow-builder/forms/patience";
import { Instruction, OneSentence, Sentences } from "@/components/flow-builder/forms/sentences";
import { SkillForm } from "@/components/flow-builder/forms/skill-form";
import { CheckField, NumberField, SelectField, TextField } from "@/components/graph-builder/fields/fields";
import type { StepFormProps } from "@/components/graph-builder/kit";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import { identityChecks, sources } from "@/server/flows/graph/settings";

const forms: { [Kind in NodeKind]: (props: FormProps<Kind>) => ReactNode } = {
  start: StartForm,
  say: SayForm,
  ask: AskForm,
  listen: ListenForm,
  skill: SkillForm,
  answer: AnswerForm,
  offer: OfferForm,
  verify: VerifyForm,
  menu: MenuForm,
  transfer: TransferForm,
  callback: CallbackForm,
  voicemail: VoicemailForm,
  end: EndForm,
};

/** The settings of one step of a conversation. */
export function StepForm(props: StepFormProps & { node: DraftNode; graph: DraftFlow }) {
  const Form = forms[props.node.kind] as (props: FormProps<NodeKind>) => ReactNode;
  return (
    <fieldset className="grid gap-5" disabled={props.readOnly}>
      <Form {...props} />
    </fieldset>
  );
}

function StartForm({ node, onChange, ...props }: FormProps<"start">) {
  const t = useTranslations("flows.fields");
  return (
    <>
      <Sentences
        {...props}
        sentences={node.sentences}
        onSentences={(sentences, field) => onChange({ ...node, sentences }, field)}
      />
      {(["inbound", "written"] as const).map((list) => (
        <div key={list} className="grid gap-3">
          <SwitchField
            label={t(list)}
            hint={t(`${list}Hint`)}
            checked={node[list] !== undefined}
            onChange={(isOwn) => onChange({ ...node, [list]: isOwn ? (node.sentences ?? []) : undefined }, list)}
          />
          {node[list] && (
            <Sentences
              {...props}
              list={list}
              sentences={node[list]}
              onSentences={(sentences, field) => onChange({ ...node, [list]: sentences }, field)}
            />
          )}
        </div>
      ))}
    </>
  );
}

function SayForm(props: FormProps<"say">) {
  const { node, onChange } = props;
  return (
    <>
      <Sentences
        {...props}
        sentences={node.sentences}
        onSentences={(sentences, field) => onChange({ ...node, sentences }, field)}
      />
      <Instruction {...props} />
    </>
  );
}

function AnswerForm(props: FormProps<"answer">) {
  const { node, onChange } = props;
  const t = useTranslations("flows");
  return (
    <>
      <CheckField
        legend={t("fields.sources")}
        options={sources.map((value) => ({
          value,
          label: t(`sources.${value}`),
          disabled: value === "documents" || value === "knowledge",
        }))}
        chosen={node.sources ?? []}
        onChange={(chosen) => onChange({ ...node, sources: chosen })}
      />
      <Instruction {...props} />
    </>
  );
}

function VerifyForm(props: FormProps<"verify">) {
  const { node, onChange } = props;
  const t = useTranslations("flows");
  return (
    <>
      <CheckField
        legend={t("fields.checks")}
        options={identityChecks.map((value) => ({ value, label: t(`checks.${value}`) }))}
        chosen={node.checks ?? []}
        onChange={(checks) => onChange({ ...node, checks })}
      />
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}

function TransferForm(props: FormProps<"transfer">) {
  const { node, onChange, wrong } = props;
  const t = useTranslations("flows");
  return (
    <>
      <SelectField
        label={t("fields.mode")}
        value={node.mode}
        unset={t("fields.choose")}
        options={(["warm", "cold"] as const).map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={(mode) => onChange({ ...node, mode })}
      />
      <TextField
        label={t("fields.to")}
        hint={t("fields.toHint")}
        max={60}
        invalid={wrong.has("to")}
        value={node.to}
        onChange={(to) => onChange({ ...node, to }, "to")}
      />
      <OneSentence {...props} field="sentence" />
    </>
  );
}

function CallbackForm(props: FormProps<"callback">) {
  const { node, onChange } = props;
  const t = useTranslations("flows.fields");
  return (
    <>
      <OneSentence {...props} field="question" />
      <NumberField
        label={t("callbackWithin")}
        value={node.withinDays}
        min={1}
        max={30}
        onChange={(withinDays) => onChange({ ...node, withinDays }, "withinDays")}
      />
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}

function VoicemailForm(props: FormProps<"voicemail">) {
  const { node, onChange } = props;
  const t = useTranslations("flows.fields");
  return (
    <>
      <OneSentence {...props} field="message" />
      <p className="-mt-3 text-xs text-muted-foreground">{t("messageHint")}</p>
      <NumberField
        label={t("beepWait")}
        value={node.beepWaitMs === undefined ? undefined : node.beepWaitMs / 1_000}
        min={0}
        max={30}
        onChange={(seconds) => onChange({ ...node, beepWaitMs: seconds * 1_000 }, "beepWaitMs")}
      />
    </>
  );
}

const knownOutcomes = ["finished", "promised", "link_sent", "agreed", "disputed", "says_paid", "no_result", "callback"];

function EndForm(props: FormProps<"end">) {
  const { node, onChange, wrong } = props;
  const t = useTranslations("flows");
  const id = useId();
  return (
    <>
      <div className="grid gap-1.5">
        <Label htmlFor={id}>{t("fields.outcome")}</Label>
        <Input
          id={id}
          list={`${id}-known`}
          maxLength={60}
          aria-invalid={wrong.has("outcome")}
          value={node.outcome ?? ""}
          onChange={({ target }) => onChange({ ...node, outcome: target.value }, "outcome")}
        />
        <datalist id={`${id}-known`}>
          {knownOutcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`try.outcomes.${outcome}`)}
            </option>
          ))}
        </datalist>
      </div>
      <OneSentence {...props} field="goodbye" />
    </>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { EmailPreview, SmsPreview, VoicePreview } from "@/components/journey-builder/panel/message-preview";
import { BranchForm } from "@/components/journey-builder/step-forms/branch-form";
import { LateFeeForm, UpdateForm } from "@/components/journey-builder/step-forms/change-forms";
import { ConversationField } from "@/components/journey-builder/step-forms/conversation-field";
import { ChooseChannelForm, GoToForm, SplitForm } from "@/components/journey-builder/step-forms/decide-forms";
import { Lacking } from "@/components/journey-builder/step-forms/lacking";
import { LadderForm } from "@/components/journey-builder/step-forms/ladder-form";
import { MessageField } from "@/components/journey-builder/step-forms/message-field";
import { ApproveForm, NotifyForm } from "@/components/journey-builder/step-forms/people-forms";
import { StartForm } from "@/components/journey-builder/step-forms/start-form";
import { SignalForm, WaitForm } from "@/components/journey-builder/step-forms/wait-forms";
import { WebhookForm } from "@/components/journey-builder/step-forms/webhook-form";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { kindLacks } from "@/server/journeys/graph/availability";
import { setLeaveOn } from "@/server/journeys/graph/edits/edits";
import type { DraftGraph, DraftNode, NodeKind, SignalKind } from "@/server/journeys/graph/schema";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
export type FormProps<Kind extends NodeKind> = {
  node: Of<Kind>;
  graph: DraftGraph;
  /** `field`: what is being typed in, so that undo takes it back in strokes. */
  onChange: (node: Of<Kind>, field?: string) => void;
  /** An edit of more than this step. */
  onGraph: (edit: (graph: DraftGraph) => DraftGraph) => void;
  leaveOn: readonly SignalKind[];
  onLeaveOn: (signals: SignalKind[]) => void;
  /** Settings and variables of this step that have a problem. */
  wrong: ReadonlySet<string>;
  readOnly: boolean;
};

const forms: { [Kind in NodeKind]: (props: FormProps<Kind>) => ReactNode } = {
  start: StartForm,
  send_email: EmailForm,
  send_sms: SmsForm,
  place_call: CallForm,
  ladder: LadderForm,
  wait: WaitForm,
  wait_for_signal: SignalForm,
  branch: BranchForm,
  split: SplitForm,
  choose_channel: ChooseChannelForm,
  approve: ApproveForm,
  assign: LackingForm,
  notify_team: NotifyForm,
  update: UpdateForm,
  late_fee: LateFeeForm,
  offer_plan: LackingForm,
  webhook: WebhookForm,
  go_to: GoToForm,
  exit: ExitForm,
};

/** The settings of one step. */
export function StepForm(props: Omit<FormProps<NodeKind>, "leaveOn" | "onLeaveOn">) {
  const Form = forms[props.node.kind] as (props: FormProps<NodeKind>) => ReactNode;
  return (
    <Form
      {...props}
      leaveOn={props.graph.leaveOn}
      onLeaveOn={(signals) => props.onGraph((graph) => setLeaveOn(graph, signals))}
    />
  );
}

function LackingForm({ node }: { node: DraftNode }) {
  const part = kindLacks(node.kind);
  return part && <Lacking part={part} />;
}

function EmailForm({ node, onChange, wrong, readOnly }: FormProps<"send_email">) {
  const t = useTranslations("journeys");
  return (
    <>
      <MessageField
        label={t("fields.subject")}
        form="line"
        value={node.subject}
        onChange={(subject) => onChange({ ...node, subject }, "subject")}
        readOnly={readOnly}
        invalid={wrong.has("subject")}
      />
      <MessageField
        label={t("fields.body")}
        form="rich"
        value={node.body}
        onChange={(body) => onChange({ ...node, body }, "body")}
        readOnly={readOnly}
        invalid={wrong.has("body")}
      />
      <EmailPreview subject={node.subject} body={node.body} />
    </>
  );
}

function SmsForm({ node, onChange, wrong, readOnly }: FormProps<"send_sms">) {
  const t = useTranslations("journeys");
  return (
    <>
      <MessageField
        label={t("fields.sms")}
        form="plain"
        value={node.body}
        onChange={(body) => onChange({ ...node, body }, "body")}
        readOnly={readOnly}
        invalid={wrong.has("body")}
      />
      <SmsPreview body={node.body} />
    </>
  );
}

function CallForm({ node, onChange, wrong, readOnly }: FormProps<"place_call">) {
  const t = useTranslations("journeys");
  return (
    <>
      <ConversationField flowId={node.flowId} onChange={(flowId) => onChange({ ...node, flowId })} />
      <MessageField
        label={t(node.flowId ? "fields.scriptInstead" : "fields.script")}
        form="plain"
        without={["pay_link"]}
        value={node.script}
        onChange={(script) => onChange({ ...node, script }, "script")}
        readOnly={readOnly}
        invalid={wrong.has("script")}
      />
      <VoicePreview script={node.script} />
    </>
  );
}

const knownOutcomes = ["finished", "no_answer", "unreachable", "handed_over"];

function ExitForm({ node, onChange, wrong, readOnly }: FormProps<"exit">) {
  const t = useTranslations("journeys");
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{t("fields.outcome")}</Label>
      <Input
        id={id}
        list={`${id}-known`}
        maxLength={60}
        disabled={readOnly}
        aria-invalid={wrong.has("outcome")}
        value={node.outcome ?? ""}
        onChange={(event) => onChange({ ...node, outcome: event.target.value }, "outcome")}
      />
      <datalist id={`${id}-known`}>
        {knownOutcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`outcomes.${outcome}`)}
          </option>
        ))}
      </datalist>
      <p className="text-xs text-muted-foreground">{t("exitHint")}</p>
    </div>
  );
}

"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { EmailPreview, SmsPreview, VoicePreview } from "@/components/journey-builder/panel/message-preview";
import { BranchForm } from "@/components/journey-builder/step-forms/branch-form";
import { DurationField } from "@/components/journey-builder/step-forms/duration-field";
import { Lacking } from "@/components/journey-builder/step-forms/lacking";
import { SignalChecklist } from "@/components/journey-builder/step-forms/signal-checklist";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { kindLacks } from "@/server/journeys/graph/availability";
import {
  type DraftGraph,
  type DraftNode,
  type NodeKind,
  type SignalKind,
  signalKinds,
} from "@/server/journeys/graph/schema";

const MessageEditor = dynamic(
  () => import("@/components/rich-text/message-editor").then((module) => module.MessageEditor),
  { ssr: false, loading: () => <Skeleton className="h-28" /> },
);

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
export type FormProps<Kind extends NodeKind> = {
  node: Of<Kind>;
  graph: DraftGraph;
  /** `field`: what is being typed in, so that undo takes it back in strokes. */
  onChange: (node: Of<Kind>, field?: string) => void;
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
  ladder: LackingForm,
  wait: WaitForm,
  wait_for_signal: SignalForm,
  branch: BranchForm,
  split: LackingForm,
  choose_channel: LackingForm,
  approve: LackingForm,
  assign: LackingForm,
  notify_team: LackingForm,
  update: LackingForm,
  late_fee: LackingForm,
  offer_plan: LackingForm,
  webhook: LackingForm,
  go_to: LackingForm,
  exit: ExitForm,
};

function LackingForm({ node }: { node: DraftNode }) {
  const part = kindLacks(node.kind);
  return part && <Lacking part={part} />;
}

/** The settings of one step. */
export function StepForm(props: FormProps<NodeKind>) {
  const Form = forms[props.node.kind] as (props: FormProps<NodeKind>) => ReactNode;
  return <Form {...props} />;
}

function StartForm({ leaveOn, onLeaveOn, readOnly }: FormProps<"start">) {
  const t = useTranslations("journeys");
  return (
    <>
      <p className="text-sm text-muted-foreground">{t("startHint")}</p>
      <SignalChecklist
        legend={t("leaveOn")}
        hint={t("leaveOnHint")}
        offered={signalKinds}
        chosen={leaveOn}
        onChange={onLeaveOn}
        disabled={readOnly}
      />
    </>
  );
}

function EmailForm({ node, onChange, wrong, readOnly }: FormProps<"send_email">) {
  const t = useTranslations("journeys");
  return (
    <>
      <MessageEditor
        label={t("fields.subject")}
        form="line"
        value={node.subject}
        onChange={(subject) => onChange({ ...node, subject }, "subject")}
        readOnly={readOnly}
        invalid={wrong.has("subject")}
      />
      <MessageEditor
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
      <MessageEditor
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
      <MessageEditor
        label={t("fields.script")}
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

function WaitForm({ node, onChange, readOnly }: FormProps<"wait">) {
  const t = useTranslations("journeys");
  return (
    <>
      <DurationField
        label={t("fields.duration")}
        value={node.until?.by === "duration" ? node.until.duration : undefined}
        onChange={(duration) => onChange({ ...node, until: { by: "duration", duration } }, "until")}
        disabled={readOnly}
      />
      <p className="text-xs text-muted-foreground">{t("waitHint")}</p>
    </>
  );
}

function SignalForm({ node, onChange, leaveOn, readOnly }: FormProps<"wait_for_signal">) {
  const t = useTranslations("journeys");
  return (
    <>
      <SignalChecklist
        legend={t("fields.signals")}
        offered={signalKinds.filter((signal) => !leaveOn.includes(signal) || node.signals?.includes(signal))}
        chosen={node.signals ?? []}
        onChange={(signals) => onChange({ ...node, signals })}
        disabled={readOnly}
      />
      <DurationField
        label={t("fields.timeout")}
        value={node.timeout}
        onChange={(timeout) => onChange({ ...node, timeout }, "timeout")}
        disabled={readOnly}
      />
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

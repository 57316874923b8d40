"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ear, Headset, Megaphone, Pause, PhoneOff, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { BrowserTakeOver } from "@/components/calls/live/browser-take-over";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { LiveConversation, Supervision } from "@/server/calls/contract";

const POLL_MS = 1_000;

/** Steps in while the call goes on: a word to the AI or to the person, a pause, another step, the end. Each is written down. */
export function SupervisePanel({ callId }: { callId: string }) {
  const trpc = useTRPC();
  const live = useQuery(trpc.calls.conversation.queryOptions({ callId }, { refetchInterval: POLL_MS }));
  return live.data ? <Panel callId={callId} live={live.data} /> : null;
}

function Panel({ callId, live }: { callId: string; live: LiveConversation }) {
  const t = useTranslations("calls.supervise");
  const kinds = useTranslations("flows.kinds");
  const { mode } = useWorkspace();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const act = useMutation(
    trpc.calls.supervise.mutationOptions({
      onSuccess: async (_, { supervision }) => {
        toast.success(t(doneWords(supervision.action, mode)));
        if (supervision.action === "say_this" || supervision.action === "whisper") setWords("");
        await client.invalidateQueries({ queryKey: trpc.calls.pathKey() });
      },
    }),
  );
  const tell = (supervision: Supervision) => act.mutate({ callId, supervision });
  const steps = live.steps.map(({ id, kind, title }) => ({ id, kind, name: title ?? kinds(kind) }));
  const here = steps.find(({ id }) => id === live.nodeId)?.name ?? "…";
  const where = live.isHandedOver ? "handedOverAt" : live.isPaused ? "pausedAt" : "at";
  const text = words.trim();
  const changedHands = act.variables?.supervision.action === (live.isHandedOver ? "take_over" : "give_back");
  return (
    <Card ref={useHeadingAfterwards()}>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p role="status" className="text-sm">
          {t(where, { step: here })}
        </p>
        <FormField label={t("words")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={1000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </FormField>
        <div className="flex flex-wrap gap-2">
          {!live.isHandedOver && (
            <Button
              variant="outline"
              disabled={!text || act.isPending}
              onClick={() => tell({ action: "whisper", text })}
            >
              <Ear aria-hidden />
              {t("whisper")}
            </Button>
          )}
          <Button
            variant="outline"
            disabled={!text || act.isPending}
            onClick={() => tell({ action: "say_this", text })}
          >
            <Megaphone aria-hidden />
            {t("sayThis")}
          </Button>
        </div>
        <StepChoice
          key={String(live.isHandedOver)}
          label={t(live.isHandedOver ? "giveBackAt" : "goTo")}
          button={t(live.isHandedOver ? "giveBack" : "go")}
          anywhere={live.isHandedOver ? t("whereItWas") : null}
          steps={steps.filter(({ id, kind }) => kind !== "start" && (live.isHandedOver || id !== live.nodeId))}
          busy={act.isPending}
          takesFocus={changedHands}
          onChoose={(nodeId) =>
            tell(live.isHandedOver ? { action: "give_back", nodeId } : { action: "go_to_node", nodeId: nodeId ?? "" })
          }
        />
        {!live.isHandedOver && <TakeOver busy={act.isPending} onTake={(to) => tell({ action: "take_over", to })} />}
        {mode === "live" && <BrowserTakeOver callId={callId} mayTake={!live.isHandedOver} />}
        <div className="flex flex-wrap justify-between gap-2">
          {!live.isHandedOver && (
            <Button
              variant="outline"
              disabled={act.isPending}
              onClick={() => tell({ action: live.isPaused ? "resume" : "pause" })}
            >
              {live.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {t(live.isPaused ? "resume" : "pause")}
            </Button>
          )}
          <Button variant="destructive" disabled={act.isPending} onClick={() => tell({ action: "end" })}>
            <PhoneOff aria-hidden />
            {t("end")}
          </Button>
        </div>
      </CardContent>
    </Card>
  );
}

/** A sandbox's phone hears at once, its supervisor takes no telephone, and its rules follow no hint. */
function doneWords(action: Supervision["action"], mode: "live" | "sandbox") {
  if (mode === "sandbox" && (action === "say_this" || action === "take_over" || action === "whisper"))
    return `sandboxDone.${action}` as const;
  return `done.${action}` as const;
}

/** The call is over and the panel goes: whoever was in it stands at the page's heading. */
function useHeadingAfterwards() {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = panel;
    return () => {
      if (current?.contains(document.activeElement)) document.querySelector<HTMLElement>("main h1")?.focus();
    };
  }, []);
  return panel;
}

/** `anywhere`: what no choice means, where that is one. */
function StepChoice(props: {
  label: string;
  button: string;
  anywhere: string | null;
  steps: readonly { id: string; name: string }[];
  busy: boolean;
  /** Whoever pressed what this stands instead of goes on here. */
  takesFocus: boolean;
  onChoose: (nodeId: string | undefined) => void;
}) {
  const t = useTranslations("calls.supervise");
  const [chosen, setChosen] = useState("");
  const nodeId = props.steps.some(({ id }) => id === chosen) ? chosen : "";
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (props.takesFocus && document.activeElement === document.body) select.current?.focus();
  }, [props.takesFocus]);
  return (
    <FormField label={props.label}>
      {(control) => (
        <div className="flex gap-2">
          <NativeSelect {...control} ref={select} value={nodeId} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{props.anywhere ?? t("chooseStep")}</option>
            {props.steps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
          <Button
            variant="outline"
            disabled={(props.anywhere === null && !nodeId) || props.busy}
            onClick={() => props.onChoose(nodeId || undefined)}
          >
            {props.button}
          </Button>
        </div>
      )}
    </FormField>
  );
}

/** A sandbox rings nobody: the debtor's words are answered on this page. */
function TakeOver({ busy, onTake }: { busy: boolean; onTake: (to: string | undefined) => void }) {
  const t = useTranslations("calls.supervise");
  const { mode } = useWorkspace();
  const [to, setTo] = useState("");
  if (mode === "sandbox") {
    return (
      <Button variant="outline" className="w-fit" disabled={busy} onClick={() => onTake(undefined)}>
        <Headset aria-hidden />
        {t("takeOver")}
      </Button>
    );
  }
  return (
    <FormField label={t("takeOverBy")}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            type="tel"
            autoComplete="tel"
            placeholder="+13125550142"
            maxLength={20}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
          <Button variant="outline" disabled={!to.trim() || busy} onClick={() => onTake(to.replaceAll(/[\s()-]/g, ""))}>
            <Headset aria-hidden />
            {t("takeOver")}
          </Button>
        </div>
      )}
    </FormField>
  );
}

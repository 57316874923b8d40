"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ear, Megaphone, Pause, PhoneOff, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { FormField } from "@/components/ui/form-field";
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
  const steps = useTranslations("flows.kinds");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const [nodeId, setNodeId] = useState("");
  const act = useMutation(
    trpc.calls.supervise.mutationOptions({
      onSuccess: async (_, { supervision }) => {
        toast.success(t(`done.${supervision.action}`));
        if (supervision.action === "say_this" || supervision.action === "whisper") setWords("");
        await client.invalidateQueries({ queryKey: trpc.calls.pathKey() });
      },
    }),
  );
  const tell = (supervision: Supervision) => act.mutate({ callId, supervision });
  const nameOf = (step: LiveConversation["steps"][number]) => step.title ?? steps(step.kind);
  const here = live.steps.find(({ id }) => id === live.nodeId);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <p role="status" className="text-sm">
          {live.isPaused
            ? t("pausedAt", { step: here ? nameOf(here) : "…" })
            : t("at", { step: here ? nameOf(here) : "…" })}
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
          <Button
            variant="outline"
            disabled={!words.trim() || act.isPending}
            onClick={() => tell({ action: "whisper", text: words.trim() })}
          >
            <Ear aria-hidden />
            {t("whisper")}
          </Button>
          <Button
            variant="outline"
            disabled={!words.trim() || act.isPending}
            onClick={() => tell({ action: "say_this", text: words.trim() })}
          >
            <Megaphone aria-hidden />
            {t("sayThis")}
          </Button>
        </div>
        <FormField label={t("goTo")}>
          {(control) => (
            <div className="flex gap-2">
              <NativeSelect {...control} value={nodeId} onChange={(event) => setNodeId(event.target.value)}>
                <option value="">{t("chooseStep")}</option>
                {live.steps
                  .filter(({ kind, id }) => kind !== "start" && id !== live.nodeId)
                  .map((step) => (
                    <option key={step.id} value={step.id}>
                      {nameOf(step)}
                    </option>
                  ))}
              </NativeSelect>
              <Button
                variant="outline"
                disabled={!nodeId || act.isPending}
                onClick={() => tell({ action: "go_to_node", nodeId })}
              >
                {t("go")}
              </Button>
            </div>
          )}
        </FormField>
        <div className="flex flex-wrap justify-between gap-2">
          <Button
            variant="outline"
            disabled={act.isPending}
            onClick={() => tell({ action: live.isPaused ? "resume" : "pause" })}
          >
            {live.isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
            {t(live.isPaused ? "resume" : "pause")}
          </Button>
          <Button variant="destructive" disabled={act.isPending} onClick={() => tell({ action: "end" })}>
            <PhoneOff aria-hidden />
            {t("end")}
          </Button>
        </div>
      </CardContent>
    </Card>
  );
}

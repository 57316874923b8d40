"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Headset, Mic, MicOff, PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { BrowserPhone, PhoneError, type PhoneState } from "@/components/calls/live/browser-phone";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

type Stage = "idle" | "preparing" | PhoneState;

/** Takes the call over with this browser's microphone. Stays where it is while the call is held by it. */
export function BrowserTakeOver({ callId, mayTake }: { callId: string; mayTake: boolean }) {
  const t = useTranslations("calls.supervise.browser");
  const trpc = useTRPC();
  const offered = useQuery(trpc.calls.browserPhoneOffered.queryOptions());
  const { stage, fault, isMuted, take, leave, mute, open } = usePhone(callId);
  if (!offered.data) return null;
  if (stage === "idle" || stage === "over") {
    if (!mayTake) return null;
    return (
      <div className="grid gap-1">
        <Button variant="outline" className="w-fit" onClick={open}>
          <Headset aria-hidden />
          {t("takeOver")}
        </Button>
        {fault && (
          <p role="alert" className="text-destructive text-sm">
            {t(`faults.${fault}`)}
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-2 rounded-md border p-3">
      <p role="status" className="text-sm">
        {t(`stages.${stage}`)}
      </p>
      <div className="flex flex-wrap gap-2">
        {stage === "briefed" && <Button onClick={take}>{t("take")}</Button>}
        {stage === "talking" && (
          <Button variant="outline" aria-pressed={isMuted} onClick={mute}>
            {isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
            {t(isMuted ? "unmute" : "mute")}
          </Button>
        )}
        <Button variant={stage === "talking" ? "destructive" : "outline"} onClick={leave}>
          <PhoneOff aria-hidden />
          {t(stage === "talking" ? "hangUp" : "leave")}
        </Button>
      </div>
    </div>
  );
}

function usePhone(callId: string) {
  const trpc = useTRPC();
  const phone = useRef<BrowserPhone | null>(null);
  const [stage, setStage] = useState<Stage>("idle");
  const [fault, setFault] = useState<PhoneError["fault"] | "not_rung" | null>(null);
  const [isMuted, setMuted] = useState(false);
  const lend = useMutation(trpc.calls.browserPhone.mutationOptions());
  const supervise = useMutation(trpc.calls.supervise.mutationOptions());
  useEffect(() => () => phone.current?.hangUp(), []);

  const open = async () => {
    setFault(null);
    setMuted(false);
    setStage("preparing");
    try {
      const { line, token } = await lend.mutateAsync();
      phone.current = await BrowserPhone.open(token, setStage);
      await supervise.mutateAsync({ callId, supervision: { action: "take_over", browser: line } });
    } catch (error) {
      phone.current?.hangUp();
      setFault(error instanceof PhoneError ? error.fault : "not_rung");
      setStage("idle");
    }
  };
  const mute = () => {
    phone.current?.mute(!isMuted);
    setMuted(!isMuted);
  };
  return {
    stage,
    fault,
    isMuted,
    open: () => void open(),
    mute,
    take: () => phone.current?.take(),
    leave: () => phone.current?.hangUp(),
  };
}

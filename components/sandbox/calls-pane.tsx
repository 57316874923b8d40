"use client";

import { useMutation } from "@tanstack/react-query";
import { Phone, PhoneCall, PhoneMissed, Voicemail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActiveCall, CallDialog } from "@/components/sandbox/call-dialog";
import { CallUs } from "@/components/sandbox/call-us";
import { PaneStates } from "@/components/sandbox/pane-states";
import { useDeliveries, useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import type { DeliveryState, SandboxItem } from "@/server/sandbox/contract";

const looks: Partial<Record<DeliveryState, "success" | "warning" | "info" | "secondary">> = {
  ringing: "warning",
  in_progress: "info",
  completed: "success",
};

/** Phones that ring, and how earlier calls ended. */
export function CallsPane({ debtorId }: { debtorId: string | null }) {
  const t = useTranslations("sandbox");
  const query = useDeliveries("voice", debtorId);
  const [active, setActive] = useState<ActiveCall | null>(null);
  return (
    <>
      <CallUs debtorId={debtorId} onAnswered={setActive} />
      {active && <CallDialog key={active.deliveryId} call={active} onClose={() => setActive(null)} />}
      <PaneStates query={query} icon={Phone} empty={t("calls.empty")}>
        {(items) => (
          <ul className="max-h-[70dvh] divide-y overflow-y-auto">
            {items.map((item) => (
              <li key={item.id} className="flex flex-col gap-2 px-4 py-3">
                <CallLines item={item} />
                {item.state === "ringing" && <RingingActions item={item} onAnswered={setActive} />}
                {item.state === "in_progress" && active?.deliveryId !== item.id && <HangUp deliveryId={item.id} />}
              </li>
            ))}
          </ul>
        )}
      </PaneStates>
    </>
  );
}

function CallLines({ item }: { item: SandboxItem }) {
  const t = useTranslations("sandbox");
  return (
    <div className="flex flex-col gap-0.5">
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate text-sm font-medium">{item.debtorName ?? item.address}</span>
        <When at={item.at} className="text-xs text-muted-foreground" />
      </span>
      <span className="flex flex-wrap items-center gap-1.5 text-xs text-muted-foreground tabular-nums">
        {item.address}
        {item.state && <Badge variant={looks[item.state] ?? "secondary"}>{t(`state.${item.state}`)}</Badge>}
        {item.digits && <Badge variant="outline">{t("calls.keys", { keys: item.digits })}</Badge>}
        {item.optedOut && <Badge variant="warning">{t("optedOut")}</Badge>}
      </span>
      {item.body && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground outline-none focus-visible:ring-2 focus-visible:ring-ring">
            {t("calls.script")}
          </summary>
          <p className="pt-1 whitespace-pre-wrap">{item.body}</p>
        </details>
      )}
    </div>
  );
}

/** A call whose window was closed is still on the line. */
function HangUp({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const mayAct = useMay("sandbox.act");
  const hangUp = useMutation({ ...trpc.sandbox.hangUp.mutationOptions(), onSuccess: refresh });
  if (!mayAct) return null;
  return (
    <Button
      variant="outline"
      className="w-fit"
      pending={hangUp.isPending}
      onClick={() => hangUp.mutate({ deliveryId })}
    >
      {t("calls.hangUp")}
    </Button>
  );
}

function RingingActions({ item, onAnswered }: { item: SandboxItem; onAnswered: (call: ActiveCall) => void }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const mayAct = useMay("sandbox.act");
  const answer = useMutation({
    ...trpc.sandbox.answer.mutationOptions(),
    onSuccess: async (turn, { answeredBy }) => {
      onAnswered({
        deliveryId: item.id,
        name: item.debtorName ?? item.address,
        address: item.address,
        machine: answeredBy === "machine",
        turn,
      });
      await refresh();
    },
  });
  const ringOut = useMutation({ ...trpc.sandbox.hangUp.mutationOptions(), onSuccess: refresh });
  if (!mayAct) return null;
  const busy = answer.isPending || ringOut.isPending;
  return (
    <div className="flex flex-wrap gap-2">
      <Button disabled={busy} onClick={() => answer.mutate({ deliveryId: item.id, answeredBy: "person" })}>
        <PhoneCall aria-hidden />
        {t("calls.answer")}
      </Button>
      <Button
        variant="outline"
        disabled={busy}
        onClick={() => answer.mutate({ deliveryId: item.id, answeredBy: "machine" })}
      >
        <Voicemail aria-hidden />
        {t("calls.machine")}
      </Button>
      <Button variant="outline" disabled={busy} onClick={() => ringOut.mutate({ deliveryId: item.id })}>
        <PhoneMissed aria-hidden />
        {t("calls.ringOut")}
      </Button>
    </div>
  );
}

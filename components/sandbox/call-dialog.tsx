"use client";

import { useMutation } from "@tanstack/react-query";
import { PhoneOff, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SayForm } from "@/components/sandbox/say-form";
import { useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useScrolledToEnd } from "@/components/sandbox/use-scrolled-to-end";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import type { SaidAsDebtor, SandboxTurn } from "@/server/sandbox/contract";

export type ActiveCall = { deliveryId: string; name: string; address: string; machine: boolean; turn: SandboxTurn };
type Line = { id: number; who: "call" | "debtor"; text: string };

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** A call as the debtor hears it, with the keys to press. */
export function CallDialog({ call, onClose }: { call: ActiveCall; onClose: () => void }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const [turn, setTurn] = useState(call.turn);
  const [lines, setLines] = useState<Line[]>(() => linesOf(call.turn, 0));
  const [typed, setTyped] = useState("");
  const press = useMutation({
    ...trpc.sandbox.press.mutationOptions(),
    onSuccess: async (next, { digits }) => {
      setTurn(next);
      setTyped("");
      setLines((known) => {
        const pressed = digits
          ? [{ id: known.length, who: "debtor" as const, text: t("calls.pressed", { keys: digits }) }]
          : [];
        return [...known, ...pressed, ...linesOf(next, known.length + pressed.length)];
      });
      await refresh();
    },
  });
  const hangUp = useMutation({ ...trpc.sandbox.hangUp.mutationOptions(), meta: { quiet: true }, onSettled: refresh });
  const say = useMutation({
    ...trpc.sandbox.say.mutationOptions(),
    onSuccess: async (next, { said }) => {
      setTurn(next);
      setLines((known) => {
        const theirs = { id: known.length, who: "debtor" as const, text: wordsOf(said) };
        return [...known, theirs, ...linesOf(next, known.length + 1)];
      });
      await refresh();
    },
  });
  const wordsOf = (said: SaidAsDebtor) => {
    if (said.kind === "words") return said.text;
    return said.kind === "keys" ? t("calls.pressed", { keys: said.digits }) : t("calls.silence");
  };
  const over = turn.gather === null && !turn.hears;

  const end = () => {
    window.speechSynthesis?.cancel();
    if (!over) hangUp.mutate({ deliveryId: call.deliveryId });
    onClose();
  };
  const send = (digits: string) => {
    if (!turn.gather || press.isPending) return;
    const { step, attempt } = turn.gather;
    press.mutate({ deliveryId: call.deliveryId, step, attempt, digits });
  };
  const type = (key: string) => {
    if (!turn.gather || press.isPending) return;
    if (key === "#") return send(typed);
    const next = typed + key;
    if (next.length >= turn.gather.digitsMax) send(next);
    else setTyped(next);
  };

  useEffect(() => () => window.speechSynthesis?.cancel(), []);
  const transcript = useScrolledToEnd(lines.length);

  return (
    <Dialog open onOpenChange={(open) => !open && end()}>
      <DialogContent
        onKeyDown={(event) => {
          if (turn.gather && keys.includes(event.key)) type(event.key);
        }}
      >
        <DialogHeader>
          <DialogTitle>{call.machine ? t("calls.voicemailOf", { name: call.name }) : call.name}</DialogTitle>
          <DialogDescription className="tabular-nums">
            {call.address} · {over ? t("calls.over") : t("calls.talking")}
          </DialogDescription>
        </DialogHeader>
        <ol
          aria-live="polite"
          aria-label={t("calls.transcript")}
          ref={transcript}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="flex max-h-[40dvh] flex-col gap-2 overflow-y-auto rounded-md outline-none focus-visible:ring-2 focus-visible:ring-ring"
        >
          {lines.map((line) => (
            <li
              key={line.id}
              className={cn(
                "max-w-[90%] rounded-xl px-3 py-2 text-sm [overflow-wrap:anywhere]",
                line.who === "call" ? "bg-muted" : "self-end bg-primary text-primary-foreground",
              )}
            >
              {line.text}
            </li>
          ))}
        </ol>
        {turn.hears && (
          <SayForm
            pending={say.isPending}
            onSay={(said) =>
              say.mutateAsync({ deliveryId: call.deliveryId, said }).then(
                () => true,
                () => false,
              )
            }
          />
        )}
        {turn.gather && (
          <div className="flex flex-col gap-2">
            <output className="min-h-6 text-center font-mono text-sm tracking-widest" aria-label={t("calls.typed")}>
              {typed}
            </output>
            <div className="mx-auto grid w-full max-w-60 grid-cols-3 gap-2">
              {keys.map((key) => (
                <Button
                  key={key}
                  variant="outline"
                  className="h-11 text-base"
                  aria-label={t("calls.key", { key })}
                  disabled={press.isPending}
                  onClick={() => type(key)}
                >
                  {key}
                </Button>
              ))}
            </div>
          </div>
        )}
        <div className="flex flex-wrap justify-between gap-2">
          <Button variant="ghost" onClick={() => speak(turn)}>
            <Volume2 aria-hidden />
            {t("calls.hear")}
          </Button>
          <Button variant={over ? "outline" : "destructive"} onClick={end}>
            {!over && <PhoneOff aria-hidden />}
            {over ? t("calls.close") : t("calls.hangUp")}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}

const linesOf = (turn: SandboxTurn, from: number): Line[] =>
  turn.say.map((text, at) => ({ id: from + at, who: "call" as const, text }));

const spoken = { en: "en-US", hi: "hi-IN", es: "es-US" } as const;

/** By the browser's own voice. */
function speak(turn: SandboxTurn) {
  if (!window.speechSynthesis) return;
  window.speechSynthesis.cancel();
  for (const text of turn.say) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = spoken[turn.language as keyof typeof spoken] ?? turn.language;
    window.speechSynthesis.speak(words);
  }
}

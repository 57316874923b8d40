"use client";

import { useMutation } from "@tanstack/react-query";
import { PhoneOff, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SayForm } from "@/components/sandbox/say-form";
import { useHeard, useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useScrolledToEnd } from "@/components/sandbox/use-scrolled-to-end";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import type { HeardCall, SaidAsDebtor, SandboxTurn } from "@/server/sandbox/contract";

export type ActiveCall = { deliveryId: string; name: string; address: string; machine: boolean; turn: SandboxTurn };
type Line = { id: number; who: "call" | "debtor"; text: string; language: string };

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** A call as the debtor hears it, with the keys to press. */
export function CallDialog({ call, onClose }: { call: ActiveCall; onClose: () => void }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const [turn, setTurn] = useState(call.turn);
  const [script, setScript] = useState<Line[]>(() => linesOf(call.turn, 0));
  const [silences, setSilences] = useState<number[]>([]);
  const [typed, setTyped] = useState("");
  const press = useMutation({
    ...trpc.sandbox.press.mutationOptions(),
    onSuccess: async (next, { digits }) => {
      setTurn(next);
      setTyped("");
      setScript((known) => {
        const text = t("calls.pressed", { keys: digits });
        const pressed = digits ? [{ id: known.length, who: "debtor" as const, text, language: next.language }] : [];
        return [...known, ...pressed, ...linesOf(next, known.length + pressed.length)];
      });
      await refresh();
    },
  });
  const hangUp = useMutation({ ...trpc.sandbox.hangUp.mutationOptions(), meta: { quiet: true }, onSettled: refresh });
  const say = useMutation({ ...trpc.sandbox.say.mutationOptions(), onSuccess: setTurn, onSettled: refresh });
  // A call that a conversation holds is heard from its transcript: others may speak on it, or end it.
  const heard = useHeard(call.deliveryId, { enabled: call.turn.hears });
  const lines = heard ? heardLines(heard, silences, t) : script;
  const over = heard?.isOver || (turn.gather === null && !turn.hears);

  const tell = async (said: SaidAsDebtor) => {
    const after = heard?.lines.at(-1)?.position ?? 0;
    try {
      await say.mutateAsync({ deliveryId: call.deliveryId, said });
    } catch {
      return false;
    }
    if (said.kind === "silence") setSilences((known) => [...known, after]);
    return true;
  };
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
        {turn.hears && !over && <SayForm pending={say.isPending} onSay={tell} />}
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
          <Button variant="ghost" onClick={() => speak(lines)}>
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

const linesOf = ({ say, language }: SandboxTurn, from: number): Line[] =>
  say.map((text, at) => ({ id: from + at, who: "call" as const, text, language }));

/** `silences`: after which line they said nothing, which no transcript tells. */
function heardLines(
  { lines }: HeardCall,
  silences: readonly number[],
  t: ReturnType<typeof useTranslations<"sandbox">>,
) {
  const silent = (after: number) =>
    silences
      .filter((one) => one === after)
      .map(() => ({ who: "debtor" as const, text: t("calls.silence"), language: "" }));
  const said = lines.flatMap(({ position, who, kind, text, language }) => [
    { who, text: kind === "keys" ? t("calls.pressed", { keys: text }) : text, language: language ?? "" },
    ...silent(position),
  ]);
  return [...silent(0), ...said].map((line, id): Line => ({ ...line, id }));
}

const spoken: Record<string, string> = { en: "en-US", hi: "hi-IN", es: "es-US" };

/** What was said last on our side, by the browser's own voice. */
function speak(lines: readonly Line[]) {
  if (!window.speechSynthesis) return;
  window.speechSynthesis.cancel();
  for (const { text, language } of lines.slice(lines.findLastIndex(({ who }) => who === "debtor") + 1)) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = spoken[language] ?? language;
    window.speechSynthesis.speak(words);
  }
}

"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { SaidAsDebtor } from "@/server/sandbox/contract";

const isKeys = /^[0-9*#]{1,10}$/;

/** What the debtor says on the phone, typed: words, keys alone, or nothing. What could not be told stays in the field. */
export function SayForm({ pending, onSay }: { pending: boolean; onSay: (said: SaidAsDebtor) => Promise<boolean> }) {
  const t = useTranslations("sandbox");
  const [text, setText] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (!words || pending) return;
    const said: SaidAsDebtor = isKeys.test(words) ? { kind: "keys", digits: words } : { kind: "words", text: words };
    if (await onSay(said)) setText("");
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap gap-2">
      <Input
        className="min-w-48 flex-1"
        autoFocus
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={t("calls.sayAs")}
        placeholder={t("calls.sayHint")}
      />
      <Button type="submit" pending={pending} disabled={!text.trim()}>
        <Send aria-hidden />
        {t("calls.say")}
      </Button>
      <Button type="button" variant="outline" disabled={pending} onClick={() => onSay({ kind: "silence" })}>
        {t("calls.sayNothing")}
      </Button>
    </form>
  );
}

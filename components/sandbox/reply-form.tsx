"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

/** Writes back as the debtor; says what the product made of it. */
export function ReplyForm({ deliveryId, quick }: { deliveryId: string; quick: readonly string[] }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const id = useId();
  const refresh = useSandboxRefresh();
  const [text, setText] = useState("");
  const reply = useMutation({
    ...trpc.sandbox.reply.mutationOptions(),
    onSuccess: async ({ meaning, isTaken }) => {
      setText("");
      toast.success(isTaken ? t("isTaken") : t(`meaning.${meaning}`));
      await refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) reply.mutate({ deliveryId, text: text.trim() });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      {quick.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {quick.map((words) => (
            <Button
              key={words}
              size="sm"
              variant="outline"
              disabled={reply.isPending}
              onClick={() => reply.mutate({ deliveryId, text: words })}
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="sr-only">
          {t("reply")}
        </label>
        <Textarea
          id={id}
          rows={1}
          value={text}
          maxLength={2000}
          placeholder={t("replyHint")}
          className="min-h-9 flex-1"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
          }}
        />
        <Button type="submit" size="icon" className="size-9" aria-label={t("send")} pending={reply.isPending}>
          {!reply.isPending && <Send aria-hidden />}
        </Button>
      </div>
    </form>
  );
}

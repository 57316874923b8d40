"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { callsAtOnceInput, callsAtOnceMax } from "@/server/numbers/contract";

export function CallsAtOnce({ callsAtOnce, editable }: { callsAtOnce: number; editable: boolean }) {
  const t = useTranslations("settings");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [value, setValue] = useState(String(callsAtOnce));
  const read = callsAtOnceInput.safeParse({ callsAtOnce: Number(value) });
  const save = useMutation(
    trpc.numbers.limitCalls.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        router.refresh();
      },
      onError: (error) => toast.error(text(error)),
    }),
  );
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (read.success) save.mutate(read.data);
      }}
    >
      <FormField
        label={t("numbers.atOnce")}
        error={read.success ? undefined : t("numbers.atOnceWrong", { max: callsAtOnceMax })}
      >
        {(control) => (
          <Input
            {...control}
            className="w-24"
            inputMode="numeric"
            maxLength={3}
            value={value}
            disabled={!editable}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </FormField>
      {editable && (
        <Button type="submit" disabled={!read.success} pending={save.isPending}>
          {t("save")}
        </Button>
      )}
    </form>
  );
}

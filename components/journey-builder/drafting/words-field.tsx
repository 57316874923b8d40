"use client";

import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

/** Whether journeys can be drafted from words here; undefined until it is known. */
export function useDraftingAvailable(enabled = true): boolean | undefined {
  const trpc = useTRPC();
  return useQuery({ ...trpc.journeys.drafting.queryOptions(), enabled, staleTime: Number.POSITIVE_INFINITY }).data
    ?.available;
}

/** Where a journey is described; without a model it says what is needed. */
export function WordsField({
  value,
  onChange,
  available,
}: {
  value: string;
  onChange: (words: string) => void;
  available: boolean | undefined;
}) {
  const t = useTranslations("builder.words");
  const id = useId();
  return (
    <div className="grid gap-2">
      {available === false && (
        <Alert>
          <Sparkles aria-hidden />
          <AlertTitle>{t("needsKey")}</AlertTitle>
          <AlertDescription>{t("needsKeyHint")}</AlertDescription>
        </Alert>
      )}
      <div className="grid gap-1.5">
        <Label htmlFor={id}>{t("label")}</Label>
        <Textarea
          id={id}
          rows={5}
          maxLength={4_000}
          disabled={!available}
          value={value}
          placeholder={t("placeholder")}
          onChange={(event) => onChange(event.target.value)}
        />
        <p className="text-xs text-muted-foreground">{t("privacy")}</p>
      </div>
    </div>
  );
}

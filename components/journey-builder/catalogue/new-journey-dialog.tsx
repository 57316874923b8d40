"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

const blank = "blank";

/** Starts a journey: from a template, which is chosen first, or blank. */
export function NewJourneyDialog({
  slug,
  open,
  onOpenChange,
}: {
  slug: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("journeys");
  const id = useId();
  const trpc = useTRPC();
  const router = useRouter();
  const templates = useQuery({ ...trpc.journeys.templates.queryOptions(), enabled: open });
  const [chosen, choose] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const from = chosen ?? templates.data?.[0]?.key ?? blank;
  const words = (key: string, part: "name" | "summary") => {
    const template = templates.data?.find((candidate) => candidate.key === key);
    return t.has(`templates.${key}.${part}`) ? t(`templates.${key}.${part}`) : (template?.[part] ?? "");
  };
  const name = typed ?? (from === blank ? "" : words(from, "name"));
  const create = useMutation(
    trpc.journeys.create.mutationOptions({ onSuccess: (journey) => router.push(`/${slug}/journeys/${journey.id}`) }),
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("new")}</DialogTitle>
          <DialogDescription>{t("newHint")}</DialogDescription>
        </DialogHeader>
        <form
          id={`${id}-form`}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) create.mutate({ name, template: from === blank ? undefined : from });
          }}
        >
          <RadioGroup value={from} onValueChange={choose} aria-label={t("startFrom")} className="grid gap-2">
            {[...(templates.data ?? []).map((template) => template.key), blank].map((key) => (
              <label
                key={key}
                htmlFor={`${id}-${key}`}
                className="flex cursor-pointer gap-3 rounded-md border p-3 has-[[data-state=checked]]:border-primary"
              >
                <RadioGroupItem id={`${id}-${key}`} value={key} className="mt-0.5" />
                <span className="grid gap-0.5">
                  <span className="text-sm font-medium">{key === blank ? t("blank") : words(key, "name")}</span>
                  <span className="text-xs text-muted-foreground">
                    {key === blank ? t("blankHint") : words(key, "summary")}
                  </span>
                </span>
              </label>
            ))}
          </RadioGroup>
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-name`}>{t("fields.name")}</Label>
            <Input
              id={`${id}-name`}
              required
              maxLength={120}
              value={name}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        </form>
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            {t("publish.cancel")}
          </Button>
          <Button
            type="submit"
            form={`${id}-form`}
            pending={create.isPending}
            disabled={templates.isPending || !name.trim()}
          >
            {t("create")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

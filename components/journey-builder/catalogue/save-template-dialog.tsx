"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import type { Autosaver } from "@/components/journey-builder/saving/autosaver";
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
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

/** Keeps the draft as a beginning for other journeys of the workspace. */
export function SaveTemplateDialog(props: {
  journey: { id: string; name: string };
  saver: Autosaver;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("builder.templates");
  const journeys = useTranslations("journeys");
  const errorText = useErrorText();
  const id = useId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const [summary, setSummary] = useState("");
  const name = typed ?? props.journey.name;
  const save = useMutation(
    trpc.journeys.saveTemplate.mutationOptions({
      onSuccess: async () => {
        props.onOpenChange(false);
        toast.success(t("saved", { name }));
        await queryClient.invalidateQueries({ queryKey: trpc.journeys.templates.queryKey() });
      },
      onError: () => undefined,
    }),
  );

  async function submit() {
    if ((await props.saver.flush()) === null) return void toast.error(journeys("publish.notSaved"));
    save.mutate({ journeyId: props.journey.id, name, summary });
  }

  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("save")}</DialogTitle>
          <DialogDescription>{t("saveHint")}</DialogDescription>
        </DialogHeader>
        <form
          id={`${id}-form`}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-name`}>{t("name")}</Label>
            <Input
              id={`${id}-name`}
              required
              maxLength={120}
              value={name}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-summary`}>{t("summary")}</Label>
            <Textarea
              id={`${id}-summary`}
              rows={2}
              maxLength={300}
              value={summary}
              onChange={(event) => setSummary(event.target.value)}
            />
          </div>
          {save.isError && (
            <p role="alert" className="text-sm text-destructive-strong">
              {errorFacts(save.error).code === "CONFLICT" ? t("taken") : errorText(save.error)}
            </p>
          )}
        </form>
        <DialogFooter>
          <Button variant="outline" onClick={() => props.onOpenChange(false)}>
            {journeys("publish.cancel")}
          </Button>
          <Button type="submit" form={`${id}-form`} pending={save.isPending} disabled={!name.trim()}>
            {t("keep")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import type { Autosaver } from "@/components/graph-builder/saving/autosaver";
import { useTRPC } from "@/components/trpc/provider";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { DraftGraph } from "@/server/journeys/graph/schema";

/** Keeps the draft as a beginning for other journeys of the workspace. */
export function SaveTemplateDialog(props: {
  journey: { id: string; name: string };
  saver: Autosaver<DraftGraph>;
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
    <ActionDialog
      title={t("save")}
      description={t("saveHint")}
      action={t("keep")}
      open={props.open}
      ready={Boolean(name.trim())}
      pending={save.isPending}
      error={save.isError ? (errorFacts(save.error).code === "CONFLICT" ? t("taken") : errorText(save.error)) : null}
      className="max-w-lg"
      onSubmit={() => void submit()}
      onClose={() => props.onOpenChange(false)}
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
    </ActionDialog>
  );
}

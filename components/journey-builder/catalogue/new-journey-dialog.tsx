"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useModelErrorText } from "@/components/journey-builder/drafting/words-dialog";
import { useDraftingAvailable, WordsField } from "@/components/journey-builder/drafting/words-field";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import type { TemplateSummary } from "@/server/journeys/contract";
import { journeyToJson } from "@/server/journeys/graph/projections/json";

const blank = "blank";
const inWords = "words";

type Props = { slug: string; open: boolean; onOpenChange: (open: boolean) => void };

/** Starts a journey: from a template, which is chosen first, from a description, or blank. */
export function NewJourneyDialog(props: Props) {
  return props.open && <Beginning {...props} />;
}

function Beginning({ slug, onOpenChange }: Props) {
  const t = useTranslations("journeys");
  const b = useTranslations("builder");
  const id = useId();
  const trpc = useTRPC();
  const router = useRouter();
  const messageOf = useModelErrorText();
  const templates = useQuery(trpc.journeys.templates.queryOptions());
  const available = useDraftingAvailable();
  const [chosen, choose] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [words, setWords] = useState("");
  // Until the templates are there nothing is chosen: whoever chooses meanwhile keeps their choice.
  const from = chosen ?? templates.data?.[0]?.key ?? (templates.isPending ? "" : blank);
  const template = templates.data?.find((candidate) => candidate.key === from);
  const templateWords = useTemplateWords();
  const name = typed ?? (template ? templateWords(template).name : "");

  const opened = ({ id: journeyId }: { id: string }) => router.push(`/${slug}/journeys/${journeyId}`);
  const create = useMutation(trpc.journeys.create.mutationOptions({ onSuccess: opened }));
  const load = useMutation(trpc.journeys.import.mutationOptions({ onSuccess: opened }));
  const draft = useMutation(
    trpc.journeys.draftFromWords.mutationOptions({
      onSuccess: (drawn) => load.mutate({ json: journeyToJson(name.trim() || drawn.name, drawn.graph) }),
      onError: () => undefined,
    }),
  );
  const ready = from === inWords ? available && words.trim().length >= 10 : Boolean(name.trim());

  return (
    <ActionDialog
      title={t("new")}
      description={t("newHint")}
      action={from === inWords ? b("words.draft") : t("create")}
      ready={ready && !templates.isPending}
      pending={create.isPending || draft.isPending || load.isPending}
      error={draft.isError ? messageOf(draft.error) : null}
      className="max-h-[90dvh] max-w-2xl overflow-y-auto"
      onSubmit={() => {
        if (from === inWords) draft.mutate({ description: words });
        else create.mutate({ name, template: from === blank ? undefined : from });
      }}
      onClose={() => onOpenChange(false)}
    >
      <RadioGroup value={from} onValueChange={choose} aria-label={t("startFrom")} className="grid gap-2 sm:grid-cols-2">
        {templates.data?.map((each) => (
          <Choice key={each.key} id={`${id}-${each.key}`} value={each.key} {...templateWords(each)}>
            {each.own && <DeleteTemplate template={each} />}
          </Choice>
        ))}
        <Choice id={`${id}-words`} value={inWords} name={b("words.title")} summary={b("words.hint")} />
        <Choice id={`${id}-blank`} value={blank} name={t("blank")} summary={t("blankHint")} />
      </RadioGroup>
      {from === inWords && <WordsField value={words} onChange={setWords} available={available} />}
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-name`}>{t("fields.name")}</Label>
        <Input
          id={`${id}-name`}
          // The choices come in while the dialog is open: focus on the first there is would stand on the wrong one.
          autoFocus
          required={from !== inWords}
          maxLength={120}
          value={name}
          placeholder={from === inWords ? b("words.namePlaceholder") : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
    </ActionDialog>
  );
}

/** The product's templates in the reader's language, the workspace's own as they were written. */
function useTemplateWords(): (template: TemplateSummary) => { name: string; summary: string } {
  const t = useTranslations("journeys.templates");
  return ({ key, name, summary, own }) =>
    own || !t.has(`${key}.name`) ? { name, summary } : { name: t(`${key}.name`), summary: t(`${key}.summary`) };
}

function Choice({
  id,
  value,
  name,
  summary,
  children,
}: {
  id: string;
  value: string;
  name: string;
  summary: string;
  children?: ReactNode;
}) {
  return (
    <div className="relative flex rounded-md border has-[[data-state=checked]]:border-primary">
      <label htmlFor={id} className="flex flex-1 cursor-pointer gap-3 p-3">
        <RadioGroupItem id={id} value={value} className="mt-0.5" />
        <span className="grid gap-0.5">
          <span className="text-sm font-medium">{name}</span>
          <span className="text-xs text-muted-foreground">{summary}</span>
        </span>
      </label>
      {children}
    </div>
  );
}

function DeleteTemplate({ template }: { template: TemplateSummary }) {
  const t = useTranslations("builder.templates");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.journeys.deleteTemplate.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.journeys.templates.queryKey() }),
    }),
  );
  const [sure, setSure] = useState(false);
  return (
    <Button
      type="button"
      variant="ghost"
      size={sure ? "sm" : "icon-sm"}
      className="m-1.5 self-start"
      aria-label={t(sure ? "deleteSure" : "delete", { name: template.name })}
      pending={remove.isPending}
      onBlur={() => setSure(false)}
      onClick={() => (sure ? remove.mutate({ templateId: template.key }) : setSure(true))}
    >
      <Trash2 />
      {sure && t("really")}
    </Button>
  );
}

"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

const blank = "blank";
type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Starts a conversation: from a template, which is chosen first, or blank. */
export function NewFlowDialog(props: Props) {
  return props.open && <Beginning {...props} />;
}

function Beginning({ onOpenChange }: Props) {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const router = useRouter();
  const { slug } = useWorkspace();
  const templates = useQuery(trpc.flows.templates.queryOptions());
  const [chosen, choose] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const words = useTemplateWords();
  // Until the templates are there nothing is chosen: whoever chooses meanwhile keeps their choice.
  const from = chosen ?? templates.data?.[0]?.key ?? (templates.isPending ? "" : blank);
  const template = templates.data?.find(({ key }) => key === from);
  const name = typed ?? (template ? words(template).name : "");
  const create = useMutation(
    trpc.flows.create.mutationOptions({ onSuccess: ({ id }) => router.push(`/${slug}/conversations/${id}`) }),
  );
  return (
    <ActionDialog
      title={t("new")}
      description={t("newHint")}
      action={t("create")}
      ready={!templates.isPending && name.trim() !== ""}
      pending={create.isPending}
      className="max-h-[90dvh] max-w-2xl overflow-y-auto"
      onSubmit={() => create.mutate({ name, template: from === blank ? undefined : from })}
      onClose={() => onOpenChange(false)}
    >
      <RadioGroup value={from} onValueChange={choose} aria-label={t("startFrom")} className="grid gap-2 sm:grid-cols-2">
        {templates.data?.map((each) => (
          <Choice key={each.key} value={each.key} {...words(each)} />
        ))}
        <Choice value={blank} name={t("blank")} summary={t("blankHint")} />
      </RadioGroup>
      <FormField label={t("name")}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </FormField>
    </ActionDialog>
  );
}

/** The product's templates in the reader's language. */
function useTemplateWords(): (of: { key: string; name: string; summary: string }) => { name: string; summary: string } {
  const t = useTranslations("flows.templates");
  return ({ key, name, summary }) =>
    t.has(`${key}.name`) ? { name: t(`${key}.name`), summary: t(`${key}.summary`) } : { name, summary };
}

function Choice({ value, name, summary }: { value: string; name: string; summary: string }) {
  const id = useId();
  return (
    <div className="flex gap-3 rounded-md border p-3 has-[[data-state=checked]]:border-ring has-[[data-state=checked]]:bg-accent">
      <RadioGroupItem id={id} value={value} aria-describedby={`${id}-summary`} className="mt-0.5" />
      <div className="grid gap-0.5">
        <Label htmlFor={id}>{name}</Label>
        <p id={`${id}-summary`} className="text-xs text-muted-foreground">
          {summary}
        </p>
      </div>
    </div>
  );
}

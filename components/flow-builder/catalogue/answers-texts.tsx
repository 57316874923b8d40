"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { NativeSelect } from "@/components/ui/native-select";
import type { FlowSummary } from "@/server/flows/contract";

/** Which of the published conversations answers text messages; chosen, it does so from the next message on. */
export function AnswersTexts({ flows }: { flows: readonly FlowSummary[] }) {
  const t = useTranslations("flows.texts");
  const text = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayChoose = useMay("workspace.update");
  const chosen = useQuery(trpc.flows.answersTexts.queryOptions());
  const choose = useMutation(
    trpc.flows.answerTexts.mutationOptions({
      onSuccess: () => toast.success(t("saved")),
      onError: (error) => toast.error(text(error)),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.flows.answersTexts.queryKey() }),
    }),
  );
  const named = choose.isPending ? choose.variables.flowId : (chosen.data?.sms?.id ?? null);
  return (
    <FormField label={t("label")} hint={t("hint")}>
      {(control) => (
        <NativeSelect
          {...control}
          className="max-w-sm"
          value={named ?? ""}
          disabled={!mayChoose || !chosen.data || choose.isPending}
          onChange={(event) => choose.mutate({ flowId: event.target.value || null })}
        >
          <option value="">{t("nobody")}</option>
          {flows.map(({ id, name, latestVersion }) => (
            <option key={id} value={id} disabled={latestVersion === null}>
              {latestVersion ? name : t("unpublished", { name })}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { NativeSelect } from "@/components/ui/native-select";
import { type WrittenChannel, writtenChannels } from "@/server/conversations/written/contract";
import type { FlowSummary } from "@/server/flows/contract";

/** Which of the published conversations answers text messages and mails; chosen, it does so from the next one on. */
export function AnswersMessages({ flows }: { flows: readonly FlowSummary[] }) {
  return (
    <div className="grid max-w-3xl items-start gap-4 sm:grid-cols-2">
      {writtenChannels.map((channel) => (
        <Answers key={channel} channel={channel} flows={flows} />
      ))}
    </div>
  );
}

function Answers({ channel, flows }: { channel: WrittenChannel; flows: readonly FlowSummary[] }) {
  const t = useTranslations("flows.answers");
  const text = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayChoose = useMay("workspace.update");
  const chosen = useQuery(trpc.flows.answering.queryOptions());
  const choose = useMutation(
    trpc.flows.answerMessages.mutationOptions({
      onSuccess: () => toast.success(t("saved")),
      onError: (error) => toast.error(text(error)),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.flows.answering.queryKey() }),
    }),
  );
  const named = choose.isPending ? choose.variables.flowId : (chosen.data?.[channel]?.id ?? null);
  return (
    <FormField label={t(`${channel}.label`)} hint={t(`${channel}.hint`)}>
      {(control) => (
        <NativeSelect
          {...control}
          value={named ?? ""}
          disabled={!mayChoose || !chosen.data}
          onChange={(event) => choose.mutate({ channel, flowId: event.target.value || null })}
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

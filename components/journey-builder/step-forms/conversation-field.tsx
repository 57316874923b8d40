"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { SelectField } from "@/components/graph-builder/fields/fields";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";

const SCRIPT = "script";

/** What holds the call: one of the workspace's published conversations, or the script with its keys. */
export function ConversationField(props: {
  flowId: string | undefined;
  onChange: (flowId: string | undefined) => void;
}) {
  const { flowId, onChange } = props;
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const mayRead = useMay("flows.read");
  const flows = useQuery(trpc.flows.list.queryOptions({ archived: false }, { enabled: mayRead }));
  const published = (flows.data ?? []).filter(({ latestVersion }) => latestVersion !== null);
  const isGone = flowId !== undefined && flows.isSuccess && !published.some(({ id }) => id === flowId);
  return (
    <SelectField
      label={t("fields.conversation")}
      value={flowId ?? SCRIPT}
      options={[
        { value: SCRIPT, label: t("conversation.script") },
        ...published.map(({ id, name }) => ({ value: id, label: name })),
        ...(flowId !== undefined && !published.some(({ id }) => id === flowId)
          ? [{ value: flowId, label: isGone ? t("conversation.gone") : "…" }]
          : []),
      ]}
      onChange={(chosen) => onChange(chosen === SCRIPT ? undefined : chosen)}
      invalid={isGone}
      hint={t(
        flowId === undefined ? "conversation.scriptHint" : isGone ? "conversation.goneHint" : "conversation.hint",
      )}
    />
  );
}

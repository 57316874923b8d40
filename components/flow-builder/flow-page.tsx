"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StepCard } from "@/components/flow-builder/outline/step-card";
import { PublishDialog } from "@/components/flow-builder/publish-dialog";
import { TryPanel } from "@/components/flow-builder/trying/try-panel";
import { useFlowDraft } from "@/components/flow-builder/use-flow-draft";
import { VersionsCard } from "@/components/flow-builder/versions-card";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";
import type { FlowDetail } from "@/server/flows/contract";

export function FlowPage({ flowId }: { flowId: string }) {
  const trpc = useTRPC();
  const flow = useQuery(trpc.flows.get.queryOptions({ flowId }, { refetchOnWindowFocus: false }));
  if (flow.isError) return <ErrorState error={flow.error} onRetry={() => flow.refetch()} />;
  if (flow.isPending) return <Skeleton className="h-64" />;
  // Rolled back or saved elsewhere: what was typed here began from another draft.
  return <Editor key={flow.data.draftRevision} flow={flow.data} />;
}

/** A conversation in the order it is drawn: its words to change, its ways to follow, and a chat to try it in. */
function Editor({ flow }: { flow: FlowDetail }) {
  const t = useTranslations("flows");
  const { slug } = useWorkspace();
  const mayEdit = useMay("flows.update") && flow.archivedAt === null;
  const mayPublish = useMay("flows.publish") && flow.archivedAt === null;
  const [publishing, setPublishing] = useState(false);
  const draft = useFlowDraft(flow);
  const whole = flow.problems.filter(({ nodeId }) => nodeId === undefined);
  return (
    <>
      <PageHeader
        back={
          <Link href={`/${slug}/conversations`} className={textLink}>
            {t("title")}
          </Link>
        }
        title={
          <span className="flex flex-wrap items-center gap-2">
            {flow.name}
            <Badge variant={flow.latestVersion ? "secondary" : "outline"}>
              {flow.latestVersion ? t("version", { number: flow.latestVersion.number }) : t("neverPublished")}
            </Badge>
            {flow.latestVersion && flow.changed && <Badge variant="outline">{t("draftChanged")}</Badge>}
          </span>
        }
        actions={
          <>
            {mayEdit && (
              <Button variant="outline" disabled={!draft.isDirty} pending={draft.isSaving} onClick={draft.save}>
                {t("save")}
              </Button>
            )}
            {mayPublish && (
              <Button
                disabled={draft.isDirty || !flow.changed || flow.problems.length > 0}
                onClick={() => setPublishing(true)}
              >
                {t("publish.button")}
              </Button>
            )}
          </>
        }
      />
      {flow.problems.length > 0 && (
        <p role="status" className="text-sm text-destructive-strong">
          {t("problemCount", { count: flow.problems.length })}
          {whole.map(({ code, reason }) => ` ${t.has(`problems.${code}`) ? t(`problems.${code}`) : reason}`)}
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <ol className="grid gap-3" aria-label={t("steps")}>
          {draft.flow.nodes.map((node) => (
            <StepCard
              key={node.id}
              node={node}
              flow={draft.flow}
              problems={flow.problems.filter(({ nodeId }) => nodeId === node.id)}
              readOnly={!mayEdit}
              onChange={draft.change}
            />
          ))}
        </ol>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-4">
          <TryPanel draft={draft.flow} hasProblems={flow.problems.length > 0} />
          <VersionsCard flow={flow} mayEdit={mayEdit && !draft.isDirty} />
        </div>
      </div>
      <PublishDialog flow={flow} open={publishing} onOpenChange={setPublishing} />
    </>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, MessagesSquare, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { toast } from "sonner";
import { AnswersMessages } from "@/components/flow-builder/catalogue/answers-messages";
import { NewFlowDialog } from "@/components/flow-builder/catalogue/new-flow-dialog";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { FlowSummary } from "@/server/flows/contract";

/** Every conversation of the workspace, changed last first. */
export function FlowList() {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const mayEdit = useMay("flows.update");
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const create = (open: boolean) => void setCreating(open || null);
  const flows = useQuery(trpc.flows.list.queryOptions({ archived }));
  const newButton = mayEdit && (
    <Button onClick={() => create(true)}>
      <Plus aria-hidden /> {t("new")}
    </Button>
  );
  return (
    <div className="grid gap-5">
      <PageHeader title={t("title")} description={t("description")} actions={newButton} />
      <div>
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={archived}
          onClick={() => void setArchived(archived ? null : true)}
        >
          {archived ? t("showCurrent") : t("showArchived")}
        </Button>
      </div>
      {flows.isError ? (
        <ErrorState error={flows.error} onRetry={() => flows.refetch()} />
      ) : flows.isPending ? (
        <Skeleton className="h-32" />
      ) : flows.data.length === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title={archived ? t("noneArchived") : t("none")}
          description={archived ? undefined : t("noneHint")}
          action={!archived && newButton}
        />
      ) : (
        <>
          <ul className="divide-y rounded-lg border bg-card">
            {flows.data.map((flow) => (
              <Row key={flow.id} flow={flow} mayEdit={mayEdit} />
            ))}
          </ul>
          {!archived && <AnswersMessages flows={flows.data} />}
        </>
      )}
      <NewFlowDialog open={mayEdit && creating} onOpenChange={create} />
    </div>
  );
}

function Row({ flow, mayEdit }: { flow: FlowSummary; mayEdit: boolean }) {
  const t = useTranslations("flows");
  const { slug } = useWorkspace();
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-accent">
      <div className="min-w-0 flex-1">
        <Link
          href={`/${slug}/conversations/${flow.id}`}
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:underline"
        >
          {flow.name}
        </Link>
        <p className="text-xs text-muted-foreground">
          {t("stepCount", { count: flow.steps })} · {t("edited")} <When at={flow.updatedAt} />
          {flow.updatedBy && ` · ${flow.updatedBy}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge variant={flow.latestVersion ? "secondary" : "outline"}>
          {flow.latestVersion ? t("version", { number: flow.latestVersion.number }) : t("neverPublished")}
        </Badge>
        {flow.latestVersion && flow.changed && <Badge variant="outline">{t("draftChanged")}</Badge>}
        {mayEdit && <ArchiveButton flow={flow} />}
      </div>
    </li>
  );
}

function ArchiveButton({ flow }: { flow: FlowSummary }) {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
  const restore = useMutation(trpc.flows.restore.mutationOptions({ onSettled }));
  const archive = useMutation(
    trpc.flows.archive.mutationOptions({
      onSettled,
      onSuccess: () =>
        toast(
          t("archivedToast", { name: flow.name }),
          toastOffer(t("undo"), () => restore.mutate({ flowId: flow.id })),
        ),
    }),
  );
  const [Icon, label, act] = flow.archivedAt
    ? ([ArchiveRestore, t("restore"), restore] as const)
    : ([Archive, t("archive"), archive] as const);
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      className="relative"
      aria-label={`${label}: ${flow.name}`}
      onClick={() => act.mutate({ flowId: flow.id })}
    >
      <Icon aria-hidden />
    </Button>
  );
}

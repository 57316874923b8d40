"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Ellipsis, Plus, Upload, Workflow } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type ChangeEvent, useRef } from "react";
import { toast } from "sonner";
import { NewJourneyDialog } from "@/components/journey-builder/catalogue/new-journey-dialog";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, errorFacts, useErrorText } from "@/components/ui/error-state";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { JourneySummary } from "@/server/journeys/contract";

/** Every journey of the workspace, with what it is doing. */
export function JourneyList({ slug, mayEdit }: { slug: string; mayEdit: boolean }) {
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  // In the address, so that a newcomer's third step leads right to the templates.
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  const create = (open: boolean) => void setCreating(open || null);
  const journeys = useQuery(trpc.journeys.list.queryOptions({ archived }));
  const actions = mayEdit && (
    <>
      <ImportButton slug={slug} />
      <Button onClick={() => create(true)}>
        <Plus />
        {t("new")}
      </Button>
    </>
  );
  return (
    <div className="grid gap-5">
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
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
      {journeys.isPending && (
        <div className="grid gap-2" aria-busy="true">
          {["a", "b", "c"].map((key) => (
            <Skeleton key={key} className="h-16" />
          ))}
        </div>
      )}
      {journeys.isError && <ErrorState error={journeys.error} onRetry={() => void journeys.refetch()} />}
      {journeys.data?.length === 0 && (
        <EmptyState
          icon={Workflow}
          title={archived ? t("noneArchived") : t("none")}
          description={archived ? undefined : t("noneHint")}
          action={
            mayEdit && !archived ? (
              <Button onClick={() => create(true)}>
                <Plus />
                {t("new")}
              </Button>
            ) : undefined
          }
        />
      )}
      {journeys.data && journeys.data.length > 0 && (
        <ul className="divide-y rounded-lg border bg-card">
          {journeys.data.map((journey) => (
            <Row key={journey.id} journey={journey} slug={slug} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
      <NewJourneyDialog slug={slug} open={mayEdit && creating} onOpenChange={create} />
    </div>
  );
}

function Row({ journey, slug, mayEdit }: { journey: JourneySummary; slug: string; mayEdit: boolean }) {
  const t = useTranslations("journeys");
  const versions = useTranslations("builder.versions");
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-accent">
      <div className="min-w-0 flex-1">
        <Link
          href={`/${slug}/journeys/${journey.id}`}
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:underline"
        >
          {journey.name}
        </Link>
        <p className="text-xs text-muted-foreground">
          {t("stepCount", { count: journey.steps })} · {t("edited")} <When at={journey.updatedAt} />
          {journey.updatedBy && ` · ${journey.updatedBy}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        {journey.runningCampaigns > 0 && <Badge>{t("running", { count: journey.runningCampaigns })}</Badge>}
        <Badge variant={journey.latestVersion ? "secondary" : "outline"}>
          {journey.latestVersion ? versions("number", { number: journey.latestVersion.number }) : t("neverPublished")}
        </Badge>
        {journey.latestVersion && journey.changed && <Badge variant="outline">{t("draftChanged")}</Badge>}
        {mayEdit && <RowMenu journey={journey} />}
      </div>
    </li>
  );
}

function RowMenu({ journey }: { journey: JourneySummary }) {
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() });
  const restore = useMutation(trpc.journeys.restore.mutationOptions({ onSettled }));
  const archive = useMutation(
    trpc.journeys.archive.mutationOptions({
      onSettled,
      onSuccess: () =>
        toast(
          t("archivedToast", { name: journey.name }),
          toastOffer(t("undo"), () => restore.mutate({ journeyId: journey.id })),
        ),
    }),
  );
  const input = { journeyId: journey.id };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          className="relative"
          aria-label={t("actionsFor", { name: journey.name })}
        >
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {journey.archivedAt ? (
          <DropdownMenuItem onSelect={() => restore.mutate(input)}>
            <ArchiveRestore />
            {t("restore")}
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => archive.mutate(input)}>
            <Archive />
            {t("archive")}
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function ImportButton({ slug }: { slug: string }) {
  const t = useTranslations("journeys");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const load = useMutation(
    trpc.journeys.import.mutationOptions({
      onSuccess: ({ id }) => router.push(`/${slug}/journeys/${id}`),
      onError: (error) => {
        const { code, message } = errorFacts(error);
        if (code === "INVALID_INPUT") toast.error(t("importFailed"), { description: message });
        else toast.error(errorText(error));
      },
    }),
  );
  async function onChange(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) load.mutate({ json: await file.text() });
  }
  return (
    <>
      <input ref={input} type="file" accept=".json,application/json" className="hidden" onChange={onChange} />
      <Button variant="outline" pending={load.isPending} onClick={() => input.current?.click()}>
        <Upload />
        {t("import")}
      </Button>
    </>
  );
}

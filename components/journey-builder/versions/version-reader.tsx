"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditor } from "@/components/journey-builder/editing/use-editor";
import { useView, ViewSwitch } from "@/components/journey-builder/view-switch";
import { Workbench } from "@/components/journey-builder/workbench";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { VersionDetail } from "@/server/journeys/contract";

/** A published version, drawn as it runs; nothing in it can be changed. */
export function VersionReader({ versionId, onClose }: { versionId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions({ versionId }));
  if (version.isPending) return <Skeleton className="m-4 min-h-96" />;
  if (version.isError) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  return <Reader key={version.data.id} version={version.data} onClose={onClose} />;
}

function Reader({ version, onClose }: { version: VersionDetail; onClose: () => void }) {
  const t = useTranslations("journeys");
  const { editor, actions } = useEditor(version.graph, true);
  const [view, setView] = useView();
  const toolbar = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-3 py-2">
      <Button variant="ghost" size="sm" onClick={onClose}>
        <ArrowLeft />
        {t("versions.back")}
      </Button>
      <h1 className="min-w-0 truncate text-sm font-semibold">
        {version.journeyName} · {t("versions.number", { number: version.number })}
      </h1>
      <p className="text-xs text-muted-foreground">
        {t("versions.readOnly")} · <When at={version.publishedAt} />
        {version.publishedBy && ` · ${version.publishedBy}`}
      </p>
      {version.note && <p className="min-w-0 truncate text-xs">{version.note}</p>}
      <div className="ml-auto">
        <ViewSwitch view={view} onChange={setView} />
      </div>
    </div>
  );
  return <Workbench editor={editor} actions={actions} view={view} toolbar={toolbar} />;
}

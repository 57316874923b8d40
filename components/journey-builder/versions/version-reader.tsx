"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, GitCompare, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditor } from "@/components/journey-builder/editing/use-editor";
import { draftSide, type Sides } from "@/components/journey-builder/versions/version-diff";
import { useView, ViewSwitch } from "@/components/journey-builder/view-switch";
import { Workbench } from "@/components/journey-builder/workbench";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { VersionDetail } from "@/server/journeys/contract";

type Props = {
  versionId: string;
  onClose: () => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: (version: VersionDetail) => void;
};

/** A published version, drawn as it runs; nothing in it can be changed. */
export function VersionReader(props: Props) {
  const trpc = useTRPC();
  const version = useQuery(trpc.journeys.version.queryOptions({ versionId: props.versionId }));
  if (version.isPending) return <Skeleton className="m-4 min-h-96" />;
  if (version.isError) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  return <Reader key={version.data.id} {...props} version={version.data} />;
}

function Reader({ version, onClose, onCompare, onRestore }: Props & { version: VersionDetail }) {
  const t = useTranslations("journeys");
  const history = useTranslations("builder.history");
  const { editor, actions } = useEditor(version.graph, true);
  const [view, setView] = useView();
  const toolbar = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-card px-3 py-2">
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
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button variant="outline" size="sm" onClick={() => onCompare({ from: version.id, to: draftSide })}>
          <GitCompare />
          {history("compareDraft")}
        </Button>
        {onRestore && (
          <Button variant="outline" size="sm" onClick={() => onRestore(version)}>
            <Undo2 />
            {history("restore")}
          </Button>
        )}
        <ViewSwitch view={view} onChange={setView} />
      </div>
    </div>
  );
  return <Workbench editor={editor} actions={actions} view={view} toolbar={toolbar} />;
}

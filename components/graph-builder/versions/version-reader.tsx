"use client";

import { ArrowLeft, GitCompare, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { beginHistory } from "@/components/graph-builder/editing/history";
import { useEditor } from "@/components/graph-builder/editing/use-editor";
import type { Kit } from "@/components/graph-builder/kit";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { useView, ViewSwitch } from "@/components/graph-builder/view-switch";
import { Workbench } from "@/components/graph-builder/workbench";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import type { DrawnGraph } from "@/server/graphs/shape";

type Version = { id: string; number: number; note: string | null; publishedAt: Date; publishedBy: string | null };
type Props = {
  kit: Kit;
  /** What the graph is called. */
  name: string;
  version: Version;
  graph: DrawnGraph;
  onClose: () => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: () => void;
};

/** A published version, drawn as it runs; nothing in it can be changed. */
export function VersionReader({ kit, name, version, graph, onClose, onCompare, onRestore }: Props) {
  const t = useTranslations("builder");
  const { editor, actions } = useEditor(kit, beginHistory(graph), true);
  const [view, setView] = useView();
  const toolbar = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-card px-3 py-2">
      <Button variant="ghost" size="sm" onClick={onClose}>
        <ArrowLeft />
        {t("versions.back")}
      </Button>
      <h1 className="min-w-0 truncate text-sm font-semibold">
        {name} · {t("versions.number", { number: version.number })}
      </h1>
      <p className="text-xs text-muted-foreground">
        {t("versions.readOnly")} · <When at={version.publishedAt} />
        {version.publishedBy && ` · ${version.publishedBy}`}
      </p>
      {version.note && <p className="min-w-0 truncate text-xs">{version.note}</p>}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button variant="outline" size="sm" onClick={() => onCompare({ from: version.id, to: draftSide })}>
          <GitCompare />
          {t("history.compareDraft")}
        </Button>
        {onRestore && (
          <Button variant="outline" size="sm" onClick={onRestore}>
            <Undo2 />
            {t("history.restore")}
          </Button>
        )}
        <ViewSwitch view={view} hasWords={kit.WordsView !== undefined} onChange={setView} />
      </div>
    </div>
  );
  return <Workbench editor={editor} actions={actions} view={view} toolbar={toolbar} />;
}

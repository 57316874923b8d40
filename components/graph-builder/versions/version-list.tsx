"use client";

import { Ellipsis, Eye, GitCompare, History, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Kit } from "@/components/graph-builder/kit";
import { ChangeCounts } from "@/components/graph-builder/versions/change-badge";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { ChangeKind } from "@/server/graphs/diff";

export type VersionItem = {
  id: string;
  number: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
  changes: Record<ChangeKind, number> | null;
};

type Pages = {
  data?: { pages: { items: VersionItem[] }[] };
  isPending: boolean;
  isError: boolean;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
  refetch(): unknown;
};

export type VersionActs = {
  onRead: (versionId: string) => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: (version: VersionItem) => void;
};

/** What was published, the newest first. */
export function VersionList({ thing, pages, ...acts }: { thing: Kit["thing"]; pages: Pages } & VersionActs) {
  const t = useTranslations("builder");
  const versions = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Skeleton className="h-24" />;
  if (versions.length === 0)
    return <EmptyState icon={History} title={t("versions.empty")} description={t("versions.emptyHint", { thing })} />;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2">
        {versions.map((version, at) => (
          <Row key={version.id} version={version} before={versions[at + 1]} {...acts} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          pending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </div>
  );
}

function Row({
  version,
  before,
  onRead,
  onCompare,
  onRestore,
}: VersionActs & { version: VersionItem; before: VersionItem | undefined }) {
  const t = useTranslations("builder.versions");
  const history = useTranslations("builder.history");
  const name = t("number", { number: version.number });
  return (
    <li className="relative grid gap-1.5 rounded-md border p-3 hover:bg-accent">
      <div className="flex items-center gap-2">
        <button
          type="button"
          className="text-left text-sm font-medium outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:ring-2 focus-visible:after:ring-ring"
          onClick={() => onRead(version.id)}
        >
          {name}
        </button>
        <When at={version.publishedAt} className="text-xs text-muted-foreground" />
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button
              variant="ghost"
              size="icon-sm"
              className="relative z-10 ml-auto"
              aria-label={history("actionsFor", { version: name })}
            >
              <Ellipsis />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => onRead(version.id)}>
              <Eye />
              {history("read")}
            </DropdownMenuItem>
            {before && (
              <DropdownMenuItem onSelect={() => onCompare({ from: before.id, to: version.id })}>
                <GitCompare />
                {history("compareBefore", { number: before.number })}
              </DropdownMenuItem>
            )}
            <DropdownMenuItem onSelect={() => onCompare({ from: version.id, to: draftSide })}>
              <GitCompare />
              {history("compareDraft")}
            </DropdownMenuItem>
            {onRestore && (
              <DropdownMenuItem onSelect={() => onRestore(version)}>
                <Undo2 />
                {history("restore")}
              </DropdownMenuItem>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {version.note && <p className="text-sm wrap-anywhere">{version.note}</p>}
      {version.changes && <ChangeCounts counts={version.changes} />}
      {version.publishedBy && <p className="text-xs text-muted-foreground">{version.publishedBy}</p>}
    </li>
  );
}

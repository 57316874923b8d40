"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ellipsis, Eye, GitCompare, History, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChangeCounts } from "@/components/journey-builder/versions/change-badge";
import { ChangeList } from "@/components/journey-builder/versions/change-list";
import { draftSide, type Sides } from "@/components/journey-builder/versions/version-diff";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { When } from "@/components/ui/when";
import type { VersionListItem } from "@/server/journeys/contract";

type Props = {
  journeyId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRead: (versionId: string) => void;
  onCompare: (sides: Sides) => void;
  /** Absent where the draft may not be changed. */
  onRestore?: (version: VersionListItem) => void;
  titleOf: (nodeId: string) => string | undefined;
};

/** What was published, when, by whom and why; and who changed what in between. */
export function VersionsSheet(props: Props) {
  const t = useTranslations("builder.history");
  return (
    <Sheet open={props.open} onOpenChange={props.onOpenChange}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t("title")}</SheetTitle>
          <SheetDescription>{t("description")}</SheetDescription>
        </SheetHeader>
        <Tabs defaultValue="versions" className="px-5 pb-5">
          <TabsList>
            <TabsTrigger value="versions">{t("versions")}</TabsTrigger>
            <TabsTrigger value="changes">{t("changes")}</TabsTrigger>
          </TabsList>
          <TabsContent value="versions">{props.open && <Versions {...props} />}</TabsContent>
          <TabsContent value="changes">
            <ChangeList journeyId={props.journeyId} titleOf={props.titleOf} />
          </TabsContent>
        </Tabs>
      </SheetContent>
    </Sheet>
  );
}

function Versions(props: Props) {
  const t = useTranslations("journeys.versions");
  const history = useTranslations("builder.history");
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.journeys.versions.infiniteQueryOptions(
      { journeyId: props.journeyId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const versions = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isPending) return <Skeleton className="h-24" />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (versions.length === 0) return <EmptyState icon={History} title={t("empty")} description={t("emptyHint")} />;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2">
        {versions.map((version, at) => (
          <Row key={version.id} version={version} before={versions[at + 1]} {...props} />
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
          {history("more")}
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
}: Props & { version: VersionListItem; before: VersionListItem | undefined }) {
  const t = useTranslations("journeys.versions");
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

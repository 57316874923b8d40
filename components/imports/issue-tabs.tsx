"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { IssueRow } from "@/components/imports/issue-row";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ImportIssue, ImportView } from "@/server/imports/contract";

/** Errors, changes and near-duplicates, one by one, in the order of the file. */
export function IssueTabs({ view }: { view: ImportView }) {
  const t = useTranslations("imports.result");
  const format = useFormatter();
  const { slug } = useWorkspace();
  const { counts } = view;
  const tabs: { kind: ImportIssue["kind"]; label: string; count: number }[] = [
    { kind: "error", label: t("tabErrors"), count: counts.rowsWithErrors },
    { kind: "change", label: t("tabChanges"), count: counts.rowsChanged },
    { kind: "near_duplicate", label: t("tabNear"), count: counts.nearDuplicates },
  ];
  const shown = tabs.filter((tab) => tab.count > 0);
  const first = shown[0];
  if (!first) return null;
  return (
    <Tabs defaultValue={first.kind}>
      <TabsList>
        {shown.map((tab) => (
          <TabsTrigger key={tab.kind} value={tab.kind}>
            {tab.label} <span className="text-muted-foreground tabular-nums">{format.number(tab.count)}</span>
          </TabsTrigger>
        ))}
      </TabsList>
      {shown.map((tab) => (
        <TabsContent key={tab.kind} value={tab.kind} className="grid gap-3">
          {tab.kind === "error" && (
            <div>
              <Button asChild variant="outline" size="sm">
                <a href={`/api/imports/${view.id}/errors?workspace=${encodeURIComponent(slug)}`} download>
                  <Download />
                  {t("download")}
                </a>
              </Button>
            </div>
          )}
          <IssueList id={view.id} kind={tab.kind} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

function IssueList({ id, kind }: { id: string; kind: ImportIssue["kind"] }) {
  const t = useTranslations("imports.result");
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.imports.issues.infiniteQueryOptions(
      { importId: id, kind },
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: 0 },
    ),
  );
  if (pages.isPending) return <Skeleton className="h-40" aria-busy="true" />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const issues = pages.data.pages.flatMap((page) => page.issues);
  return (
    <>
      <ul className="divide-y rounded-lg border bg-card">
        {issues.map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end, and a row may have two issues.
          <IssueRow key={`${issue.line}:${index}`} issue={issue} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div>
          <Button variant="outline" pending={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

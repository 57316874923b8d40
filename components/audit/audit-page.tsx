"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChainStatus } from "@/components/audit/chain-status";
import { ExportDialog } from "@/components/audit/export-dialog";
import { LogFilters } from "@/components/audit/log-filters";
import { LogList } from "@/components/audit/log-list";
import { useLogFilters } from "@/components/audit/use-log-filters";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DataListSkeleton } from "@/components/ui/lists/data-list";
import { ListPager } from "@/components/ui/lists/list-pager";
import { QueryBody } from "@/components/ui/query-body";

/** Everything that happened in the workspace, the newest first: searched, filtered, taken out, and checked. */
export function AuditPage() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const mayExport = useMay("audit.export");
  const view = useLogFilters();
  const page = useQuery(trpc.audit.list.queryOptions(view.list, { placeholderData: keepPreviousData }));
  return (
    <section className="space-y-4" data-wide aria-label={t("title")}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="space-y-1">
          <h2 className="text-base font-semibold tracking-tight">{t("title")}</h2>
          <p className="max-w-prose text-sm text-muted-foreground">{t("lead")}</p>
        </div>
        {mayExport && (
          <ExportDialog
            href={`/${slug}/settings/audit/export`}
            query={{ ...view.filters }}
            formats={["csv", "jsonl"]}
            label={t("export")}
          />
        )}
      </div>
      <ChainStatus />
      <LogFilters view={view} />
      <QueryBody query={page} skeleton={<DataListSkeleton label={t("loading")} />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState
              icon={History}
              title={t(view.filtered ? "noMatch.title" : "empty.title")}
              description={t(view.filtered ? "noMatch.body" : "empty.body")}
              action={
                view.filtered && (
                  <Button variant="outline" onClick={view.clear}>
                    {t("clear")}
                  </Button>
                )
              }
            />
          ) : (
            <>
              <LogList rows={data.rows} busy={page.isPlaceholderData} />
              <ListPager
                shown={data.rows.length}
                total={undefined}
                capped={false}
                previous={data.previousCursor ? () => view.turn(data.previousCursor) : null}
                next={data.nextCursor ? () => view.turn(data.nextCursor) : null}
                onFirst={() => view.turn(null)}
              />
            </>
          )
        }
      </QueryBody>
    </section>
  );
}

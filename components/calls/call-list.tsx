"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Phone, PhoneIncoming, PhoneOutgoing, StickyNote } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CallFilterBar } from "@/components/calls/call-filter-bar";
import { LiveWall } from "@/components/calls/live/live-wall";
import { TalkTime } from "@/components/calls/talk-time";
import { useCallFilters } from "@/components/calls/use-call-filters";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DataList, DataListSkeleton, type ListColumn } from "@/components/ui/lists/data-list";
import { ListPager } from "@/components/ui/lists/list-pager";
import { PageHeader } from "@/components/ui/page-header";
import { QueryBody } from "@/components/ui/query-body";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { When } from "@/components/ui/when";
import { type CallRow, type CallSort, moodOf } from "@/server/calls/contract";

const POLL_MS = 10_000;

/** Every call, ours and theirs; what is said on them is searched, and filters and page are in the address. */
export function CallList() {
  const t = useTranslations("calls");
  const trpc = useTRPC();
  const view = useCallFilters();
  const page = useQuery(
    trpc.calls.list.queryOptions(view.list, { placeholderData: keepPreviousData, refetchInterval: POLL_MS }),
  );
  const columns = useColumns();
  return (
    <div className="flex h-[calc(100dvh-5rem)] min-h-[30rem] flex-col gap-4 md:h-[calc(100dvh-6rem)]">
      <PageHeader title={t("title")} description={t("description")} />
      <LiveWall />
      <CallFilterBar view={view} />
      <QueryBody query={page} skeleton={<DataListSkeleton label={t("loading")} />} errorClassName="flex-1">
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState
              icon={Phone}
              className="flex-1"
              title={t(view.filtered ? "noMatch.title" : "empty.title")}
              description={t(view.filtered ? "noMatch.body" : "empty.body")}
              action={
                view.filtered && (
                  <Button variant="outline" onClick={view.clear}>
                    {t("filters.clear")}
                  </Button>
                )
              }
            />
          ) : (
            <DataList
              label={t("title")}
              rows={data.rows}
              columns={columns}
              sorting={{ sort: view.state.sort, dir: view.state.dir }}
              onSort={(sorting) => view.change(sorting)}
              busy={page.isPlaceholderData}
            />
          )
        }
      </QueryBody>
      <ListPager
        shown={page.data?.rows.length ?? 0}
        total={page.data?.total.count}
        capped={page.data?.total.capped ?? false}
        size={{ value: view.size, onChange: (size) => view.change({ size }) }}
        sizes={[50, 100]}
        previous={page.data?.previousCursor ? () => view.turn(page.data.previousCursor) : null}
        next={page.data?.nextCursor ? () => view.turn(page.data.nextCursor) : null}
        onFirst={() => view.turn(null)}
      />
    </div>
  );
}

function useColumns(): ListColumn<CallRow, CallSort>[] {
  const t = useTranslations("calls");
  const { slug } = useWorkspace();
  return useMemo(
    () => [
      {
        id: "who",
        header: t("columns.who"),
        className: "max-w-0 w-full min-w-28",
        cell: (row) => {
          const Arrow = row.direction === "outbound" ? PhoneOutgoing : PhoneIncoming;
          return (
            <span className="flex min-w-0 items-center gap-2">
              <Arrow className="size-4 shrink-0 text-muted-foreground" aria-label={t(`directions.${row.direction}`)} />
              <Link href={`/${slug}/calls/${row.id}`} className={`${textLink} truncate font-medium`}>
                {row.debtorName ?? (row.number || t("unknownCaller"))}
              </Link>
              {row.notes > 0 && (
                <StickyNote
                  className="size-3.5 shrink-0 text-muted-foreground"
                  aria-label={t("hasNotes", { count: row.notes })}
                />
              )}
            </span>
          );
        },
      },
      {
        id: "number",
        header: t("columns.number"),
        className: "hidden lg:table-cell",
        cell: (row) => <span className="whitespace-nowrap text-muted-foreground tabular-nums">{row.number}</span>,
      },
      { id: "status", header: t("columns.status"), cell: (row) => <StatusBadge status={row.status} /> },
      {
        id: "outcome",
        header: t("columns.outcome"),
        className: "hidden sm:table-cell",
        cell: (row) => (
          <span className="whitespace-nowrap">
            {row.outcome ? t(`outcomes.${row.outcome}`) : row.ending && t(`endings.${row.ending}`)}
          </span>
        ),
      },
      {
        id: "mood",
        header: t("columns.mood"),
        className: "hidden xl:table-cell",
        cell: (row) => {
          const mood = moodOf(row.sentiment);
          return mood && <span className="whitespace-nowrap text-muted-foreground">{t(`moods.${mood}`)}</span>;
        },
      },
      {
        id: "talk",
        header: t("columns.talk"),
        sort: "talk",
        firstDir: "desc",
        align: "right",
        className: "hidden md:table-cell",
        cell: (row) => <TalkTime seconds={row.talkSeconds} />,
      },
      {
        id: "when",
        header: t("columns.when"),
        sort: "started",
        firstDir: "desc",
        align: "right",
        cell: (row) => <When at={row.startedAt} />,
      },
    ],
    [t, slug],
  );
}

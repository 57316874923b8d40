"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { EmptyState } from "@/components/ui/empty-state";
import { DataListSkeleton } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { ListPager } from "@/components/ui/lists/list-pager";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { PageHeader } from "@/components/ui/page-header";
import { QueryBody } from "@/components/ui/query-body";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import { channel } from "@/server/journeys/graph/schema";
import { type TouchRow, touchStatuses } from "@/server/touches/contract";

const PAGE_SIZE = 50;
const POLL_MS = 10_000;
const parsers = {
  channel: parseAsStringLiteral(channel.options),
  status: parseAsStringLiteral(touchStatuses),
  campaign: parseAsString,
  debtor: parseAsString,
  at: parseAsString,
};

/** Every contact made, planned or not made; filters and page are in the address. */
export function TouchList() {
  const t = useTranslations("touches");
  const status = useTranslations("ui.status");
  const channels = useTranslations("ui.channel");
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(parsers);
  const list = useQuery(
    trpc.touches.list.queryOptions(
      {
        channel: filters.channel ?? undefined,
        status: filters.status ?? undefined,
        campaignId: filters.campaign ?? undefined,
        debtorId: filters.debtor ?? undefined,
        cursor: filters.at ?? undefined,
        pageSize: PAGE_SIZE,
      },
      { placeholderData: keepPreviousData, refetchInterval: POLL_MS },
    ),
  );
  const filtered = filters.channel ?? filters.status ?? filters.campaign ?? filters.debtor;
  const turn = (at: string | null) => setFilters({ at }, { history: "push" });
  const clear = () => setFilters({ channel: null, status: null, campaign: null, debtor: null, at: null });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="flex flex-wrap items-center gap-2">
        <FilterSelect
          label={t("filter.channel")}
          any={t("filter.anyChannel")}
          value={filters.channel}
          options={channel.options.map((value) => ({ value, label: channels(value) }))}
          onChange={(value) => setFilters({ channel: value, at: null })}
        />
        <FilterSelect
          label={t("filter.status")}
          any={t("filter.anyStatus")}
          value={filters.status}
          options={touchStatuses.map((value) => ({ value, label: status(value) }))}
          onChange={(value) => setFilters({ status: value, at: null })}
        />
        {filtered && (
          <Button variant="ghost" size="sm" onClick={clear}>
            {t("filter.clear")}
          </Button>
        )}
      </div>
      <QueryBody query={list} skeleton={<DataListSkeleton label={t("loading")} />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState
              icon={Send}
              title={t(filtered ? "noMatch.title" : "empty.title")}
              description={t(filtered ? "noMatch.body" : "empty.body")}
            />
          ) : (
            <>
              <TouchTable rows={data.rows} />
              <ListPager
                shown={data.rows.length}
                total={data.total.count}
                capped={data.total.capped}
                previous={data.previousCursor ? () => turn(data.previousCursor) : null}
                next={data.nextCursor ? () => turn(data.nextCursor) : null}
                onFirst={() => turn(null)}
              />
            </>
          )
        }
      </QueryBody>
    </>
  );
}

function TouchTable({ rows }: { rows: readonly TouchRow[] }) {
  const t = useTranslations("touches");
  const codes = useTranslations("policy.codes");
  const { slug } = useWorkspace();
  const link = "rounded-sm outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";
  return (
    <div className="overflow-x-auto rounded-lg border bg-card">
      <Table aria-label={t("title")}>
        <TableHeader>
          <TableRow>
            <TableHead>{t("columns.channel")}</TableHead>
            <TableHead>{t("columns.debtor")}</TableHead>
            <TableHead>{t("columns.status")}</TableHead>
            <TableHead>{t("columns.when")}</TableHead>
            <TableHead>{t("columns.campaign")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("receipt")}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell>
                <span className="flex items-center gap-2 whitespace-nowrap">
                  <ChannelIcon channel={row.channel} />
                  {t(`purposes.${row.purpose}`)}
                </span>
              </TableCell>
              <TableCell>
                <Link href={`/${slug}/debtors/${row.debtorId}`} className={`${link} font-medium`}>
                  {row.debtorName}
                </Link>
              </TableCell>
              <TableCell>
                <StatusBadge status={row.status} />
                {row.resultCode && (
                  <p className="mt-0.5 max-w-72 text-xs whitespace-normal text-muted-foreground">
                    {codes.has(row.resultCode) ? codes(row.resultCode) : row.resultCode}
                  </p>
                )}
              </TableCell>
              <TableCell>
                <When at={row.sentAt ?? row.dispatchAt} />
              </TableCell>
              <TableCell>
                {row.campaignId && (
                  <Link href={`/${slug}/campaigns/${row.campaignId}`} className={link}>
                    {row.campaignName}
                  </Link>
                )}
              </TableCell>
              <TableCell className="text-right">
                <Link href={`/${slug}/touches/${row.id}`} className={`${link} font-medium`}>
                  {t("receipt")}
                  <span className="sr-only"> {row.debtorName}</span>
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

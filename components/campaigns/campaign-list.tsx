"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { CountsText } from "@/components/campaigns/counts-text";
import { PageTurner } from "@/components/campaigns/page-turner";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DataListSkeleton } from "@/components/ui/lists/data-list";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { PageHeader } from "@/components/ui/page-header";
import { QueryBody } from "@/components/ui/query-body";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";

const PAGE_SIZE = 25;
/** A launch and its first hours are watched. */
const POLL_MS = 5_000;

export function CampaignList() {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const mayLaunch = useMay("campaigns.launch");
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1));
  const list = useQuery(
    trpc.campaigns.list.queryOptions(
      { page, pageSize: PAGE_SIZE },
      { placeholderData: keepPreviousData, refetchInterval: POLL_MS },
    ),
  );
  const launch = mayLaunch && (
    <Button asChild>
      <Link href={`/${slug}/campaigns/new`}>
        <Plus aria-hidden /> {t("launch.title")}
      </Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={launch} />
      <QueryBody query={list} skeleton={<DataListSkeleton label={t("loading")} rows={4} />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState icon={Megaphone} title={t("empty.title")} description={t("empty.body")} action={launch} />
          ) : (
            <>
              <div className="overflow-x-auto rounded-lg border bg-card">
                <Table aria-label={t("title")}>
                  <TableHeader>
                    <TableRow>
                      <TableHead>{t("columns.name")}</TableHead>
                      <TableHead>{t("columns.status")}</TableHead>
                      <TableHead>{t("columns.journey")}</TableHead>
                      <TableHead>{t("columns.debtors")}</TableHead>
                      <TableHead>{t("columns.launched")}</TableHead>
                    </TableRow>
                  </TableHeader>
                  <TableBody>
                    {data.rows.map((row) => (
                      <TableRow key={row.id}>
                        <TableCell>
                          <Link
                            href={`/${slug}/campaigns/${row.id}`}
                            className="rounded-sm font-medium outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                          >
                            {row.name}
                          </Link>
                        </TableCell>
                        <TableCell>
                          <StatusBadge status={row.status} />
                        </TableCell>
                        <TableCell>
                          {t("journeyVersion", { name: row.journeyName, number: row.journeyVersion })}
                        </TableCell>
                        <TableCell>
                          <CountsText counts={row.counts} />
                        </TableCell>
                        <TableCell>{row.launchedAt && <When at={row.launchedAt} />}</TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </div>
              <PageTurner page={page} more={page * PAGE_SIZE < data.total} onPage={setPage} />
            </>
          )
        }
      </QueryBody>
    </>
  );
}

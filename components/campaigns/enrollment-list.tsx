"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { OutcomeText } from "@/components/campaigns/outcome-text";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { DataListSkeleton } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { ListPager } from "@/components/ui/lists/list-pager";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { QueryBody } from "@/components/ui/query-body";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import { type EnrollmentRow, enrollmentStatuses, stepGroups } from "@/server/campaigns/contract";

const PAGE_SIZE = 50;
const POLL_MS = 5_000;
const parsers = {
  status: parseAsStringLiteral(enrollmentStatuses),
  step: parseAsString,
  of: parseAsStringLiteral(stepGroups),
  at: parseAsString,
};

/** The debtors of a campaign: where each stands, and what comes next for them. */
export function EnrollmentList({ campaignId, live }: { campaignId: string; live: boolean }) {
  const t = useTranslations("campaigns.enrollments");
  const status = useTranslations("ui.status");
  const groups = useTranslations("campaigns.progress");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const [filters, setFilters] = useQueryStates(parsers);
  const list = useQuery(
    trpc.campaigns.enrollments.queryOptions(
      {
        campaignId,
        status: filters.status ?? undefined,
        ...(filters.step && filters.of && { step: { nodeId: filters.step, of: filters.of } }),
        cursor: filters.at ?? undefined,
        pageSize: PAGE_SIZE,
      },
      { placeholderData: keepPreviousData, refetchInterval: live ? POLL_MS : false },
    ),
  );
  const turn = (at: string | null) => setFilters({ at }, { history: "push" });
  const link = "rounded-sm font-medium outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";
  return (
    <section className="grid gap-3" aria-labelledby="enrollments-title">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="enrollments-title" className="text-sm font-semibold">
          {t("title")}
        </h2>
        <FilterSelect
          label={t("filter")}
          any={t("any")}
          value={filters.status}
          options={enrollmentStatuses.map((value) => ({ value, label: status(value) }))}
          onChange={(value) => setFilters({ status: value, at: null })}
        />
        {filters.step && filters.of && (
          <Button variant="outline" size="sm" onClick={() => setFilters({ step: null, of: null, at: null })}>
            <X aria-hidden /> {t("ofStep", { group: groups(filters.of) })}
          </Button>
        )}
      </div>
      <QueryBody query={list} skeleton={<DataListSkeleton label={t("loading")} rows={6} />}>
        {(data) =>
          data.rows.length === 0 ? (
            <p className="rounded-lg border bg-card p-4 text-sm text-muted-foreground">{t("none")}</p>
          ) : (
            <div className="overflow-x-auto rounded-lg border bg-card">
              <Table aria-label={t("title")}>
                <TableHeader>
                  <TableRow>
                    <TableHead>{t("debtor")}</TableHead>
                    <TableHead>{t("status")}</TableHead>
                    <TableHead>{t("step")}</TableHead>
                    <TableHead>{t("next")}</TableHead>
                    <TableHead>
                      <span className="sr-only">{t("history")}</span>
                    </TableHead>
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {data.rows.map((row) => (
                    <TableRow key={row.id}>
                      <TableCell>
                        <Link href={`/${slug}/debtors/${row.debtorId}`} className={link}>
                          {row.debtorName}
                        </Link>
                      </TableCell>
                      <TableCell>
                        <StatusBadge status={row.status} />
                      </TableCell>
                      <TableCell>
                        <StepText row={row} />
                      </TableCell>
                      <TableCell>
                        {row.dueAt ? <When at={row.dueAt} /> : row.endedAt && <When at={row.endedAt} />}
                      </TableCell>
                      <TableCell className="text-right">
                        <Link href={`/${slug}/campaigns/${campaignId}/enrollments/${row.id}`} className={link}>
                          {t("history")}
                          <span className="sr-only"> {row.debtorName}</span>
                        </Link>
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </div>
          )
        }
      </QueryBody>
      {list.data && list.data.rows.length > 0 && (
        <ListPager
          shown={list.data.rows.length}
          total={list.data.total.count}
          capped={list.data.total.capped}
          previous={list.data.previousCursor ? () => turn(list.data.previousCursor) : null}
          next={list.data.nextCursor ? () => turn(list.data.nextCursor) : null}
          onFirst={() => turn(null)}
        />
      )}
    </section>
  );
}

function StepText({ row }: { row: EnrollmentRow }) {
  const kinds = useTranslations("campaigns.steps");
  if (row.outcome) return <OutcomeText outcome={row.outcome} />;
  if (row.parkedReason) return <span className="text-destructive-strong">{row.parkedReason}</span>;
  if (row.nodeTitle) return <>{row.nodeTitle}</>;
  return <>{row.nodeKind ? kinds(row.nodeKind) : row.nodeId}</>;
}

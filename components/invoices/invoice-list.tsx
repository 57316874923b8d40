"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileText, Upload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ExportDialog } from "@/components/audit/export-dialog";
import { DueBadge } from "@/components/invoices/due-badge";
import { InvoiceFilterBar } from "@/components/invoices/invoice-filter-bar";
import { useInvoiceFilters } from "@/components/invoices/use-invoice-filters";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DataList, DataListSkeleton, type ListColumn } from "@/components/ui/lists/data-list";
import { ListPager } from "@/components/ui/lists/list-pager";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { QueryBody } from "@/components/ui/query-body";
import { StatusBadge } from "@/components/ui/status-badge";
import { Day } from "@/components/ui/when";
import type { InvoiceRow, InvoiceSort } from "@/server/invoices/contract";

export function InvoiceList() {
  const t = useTranslations("invoices");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const mayExport = useMay("invoices.export");
  const mayImport = useMay("imports.run");
  const view = useInvoiceFilters();
  const page = useQuery(trpc.invoices.list.queryOptions(view.list, { placeholderData: keepPreviousData }));
  const count = useQuery(trpc.invoices.count.queryOptions(view.filters, { placeholderData: keepPreviousData }));
  const columns = useColumns(slug);
  const empty = page.data?.rows.length === 0;
  return (
    <div className="flex h-[calc(100dvh-5rem)] min-h-[30rem] flex-col gap-4 md:h-[calc(100dvh-6rem)]">
      <PageHeader
        title={t("title")}
        actions={
          <>
            {mayExport && (
              <ExportDialog
                href={`/${slug}/invoices/export`}
                query={{ ...view.filters, sort: view.list.sort, dir: view.list.dir }}
                label={t("export")}
              />
            )}
            {mayImport && (
              <Button asChild>
                <Link href={`/${slug}/imports`}>
                  <Upload aria-hidden /> {t("import")}
                </Link>
              </Button>
            )}
          </>
        }
      />
      <InvoiceFilterBar view={view} today={page.data?.today} />
      {page.data && page.data.shown !== "all" && view.filters.q && (
        <p className="text-xs text-muted-foreground" role="status">
          {t(page.data.shown === "some" ? "tooMany" : "beginnings", { q: view.filters.q })}
        </p>
      )}
      <QueryBody query={page} skeleton={<DataListSkeleton label={t("loading")} />} errorClassName="flex-1">
        {(data) =>
          empty && !view.filtered ? (
            <EmptyState
              icon={FileText}
              className="flex-1"
              title={t("empty.title")}
              description={t("empty.body")}
              action={
                mayImport && (
                  <Button asChild>
                    <Link href={`/${slug}/imports`}>{t("import")}</Link>
                  </Button>
                )
              }
            />
          ) : empty ? (
            <EmptyState
              icon={FileText}
              className="flex-1"
              title={t("noMatch.title")}
              description={t("noMatch.body")}
              action={
                <Button variant="outline" onClick={view.clear}>
                  {t("clear")}
                </Button>
              }
            />
          ) : (
            <DataList
              label={t("title")}
              rows={data.rows}
              columns={columns}
              sorting={{ sort: view.list.sort, dir: view.list.dir }}
              onSort={(sorting) => view.change(sorting)}
              busy={page.isPlaceholderData}
            />
          )
        }
      </QueryBody>
      <ListPager
        shown={page.data?.rows.length ?? 0}
        total={count.data?.count}
        capped={count.data?.capped ?? false}
        size={{ value: view.size, onChange: (size) => view.change({ size }) }}
        previous={page.data?.previousCursor ? () => view.turn(page.data.previousCursor) : null}
        next={page.data?.nextCursor ? () => view.turn(page.data.nextCursor) : null}
        onFirst={() => view.turn(null)}
      />
    </div>
  );
}

function useColumns(slug: string): ListColumn<InvoiceRow, InvoiceSort>[] {
  const t = useTranslations("invoices.columns");
  return useMemo(
    () => [
      {
        id: "number",
        header: t("number"),
        sort: "number",
        cell: (row) => (
          <Link
            href={`/${slug}/invoices/${row.id}`}
            className="rounded-sm font-medium whitespace-nowrap outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            {row.number}
          </Link>
        ),
      },
      {
        id: "debtor",
        header: t("debtor"),
        className: "max-w-0 w-full min-w-24",
        cell: (row) => (
          <Link
            href={`/${slug}/debtors/${row.debtorId}`}
            className="block truncate rounded-sm outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            {row.debtorName}
          </Link>
        ),
      },
      {
        id: "load",
        header: t("load"),
        className: "hidden xl:table-cell",
        cell: (row) => <span className="whitespace-nowrap text-muted-foreground tabular-nums">{row.loadNumber}</span>,
      },
      {
        id: "status",
        header: t("status"),
        className: "hidden sm:table-cell",
        cell: (row) => (
          <span className="flex gap-1">
            <StatusBadge status={row.status === "open" && row.daysOverdue > 0 ? "overdue" : row.status} />
            {row.disputed && <StatusBadge status="disputed" />}
          </span>
        ),
      },
      {
        id: "issued",
        header: t("issued"),
        sort: "issued",
        firstDir: "desc",
        className: "hidden lg:table-cell",
        cell: (row) => <Day day={row.issuedOn} className="text-muted-foreground" />,
      },
      {
        id: "due",
        header: t("due"),
        sort: "due",
        className: "hidden sm:table-cell",
        cell: (row) => <Day day={row.dueOn} />,
      },
      {
        id: "late",
        header: t("late"),
        className: "hidden md:table-cell",
        cell: (row) =>
          row.openMinor > 0 ? <DueBadge daysOverdue={row.daysOverdue} className="text-muted-foreground" /> : null,
      },
      {
        id: "amount",
        header: t("amount"),
        sort: "amount",
        firstDir: "desc",
        align: "right",
        className: "hidden md:table-cell",
        cell: (row) => (
          <Money amountMinor={row.amountMinor} currency={row.currency} className="text-muted-foreground" />
        ),
      },
      {
        id: "open",
        header: t("open"),
        sort: "open",
        firstDir: "desc",
        align: "right",
        cell: (row) => (
          <Money
            amountMinor={row.openMinor}
            currency={row.currency}
            className={row.openMinor > 0 ? "font-medium" : "text-muted-foreground"}
          />
        ),
      },
    ],
    [t, slug],
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Ban, Upload, Users } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ExportDialog } from "@/components/audit/export-dialog";
import { useDebtorFilters } from "@/components/debtors/use-debtor-filters";
import { DueBadge } from "@/components/invoices/due-badge";
import { CurrencyFilter } from "@/components/overview/currency-filter";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { EmptyState } from "@/components/ui/empty-state";
import { DataList, DataListSkeleton, type ListColumn } from "@/components/ui/lists/data-list";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { ListPager } from "@/components/ui/lists/list-pager";
import { SearchField } from "@/components/ui/lists/search-field";
import { Money } from "@/components/ui/money";
import { PageHeader } from "@/components/ui/page-header";
import { QueryBody } from "@/components/ui/query-body";
import { When } from "@/components/ui/when";
import { type DebtorRow, type DebtorSort, debtorKinds, owingFilters } from "@/server/debtors/contract";

export function DebtorList() {
  const t = useTranslations("debtors");
  const trpc = useTRPC();
  const { slug, currency } = useWorkspace();
  const mayExport = useMay("invoices.export");
  const mayImport = useMay("imports.run");
  const view = useDebtorFilters();
  const page = useQuery(trpc.debtors.list.queryOptions(view.list, { placeholderData: keepPreviousData }));
  const count = useQuery(trpc.debtors.count.queryOptions(view.filters, { placeholderData: keepPreviousData }));
  const columns = useColumns(slug, view.state.currency ?? currency);
  const empty = page.data?.rows.length === 0;
  return (
    <div className="flex h-[calc(100dvh-5rem)] min-h-[30rem] flex-col gap-4 md:h-[calc(100dvh-6rem)]">
      <PageHeader
        title={t("title")}
        actions={
          <>
            {mayExport && (
              <ExportDialog
                href={`/${slug}/debtors/export`}
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
      <search className="flex flex-wrap items-center gap-2" aria-label={t("filters")}>
        <SearchField
          label={t("search")}
          value={view.state.q ?? ""}
          onChange={(q) => view.change({ q: q || null })}
          className="w-full sm:w-72"
        />
        <FilterSelect
          label={t("owing.label")}
          any={t("owing.any")}
          value={view.state.owing}
          options={owingFilters.map((value) => ({ value, label: t(`owing.${value}`) }))}
          onChange={(owing) => view.change({ owing })}
        />
        <FilterSelect
          label={t("kinds.label")}
          any={t("kinds.any")}
          value={view.state.kind}
          options={debtorKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(kind) => view.change({ kind })}
        />
        <CurrencyFilter value={view.state.currency} onChange={(next) => view.change({ currency: next })} />
        {view.filtered && (
          <Button variant="ghost" onClick={view.clear}>
            {t("clear")}
          </Button>
        )}
      </search>
      <QueryBody query={page} skeleton={<DataListSkeleton label={t("loading")} />} errorClassName="flex-1">
        {(data) =>
          empty ? (
            <EmptyState
              icon={Users}
              className="flex-1"
              title={t(view.filtered ? "noMatch.title" : "empty.title")}
              description={t(view.filtered ? "noMatch.body" : "empty.body")}
              action={
                view.filtered ? (
                  <Button variant="outline" onClick={view.clear}>
                    {t("clear")}
                  </Button>
                ) : (
                  mayImport && (
                    <Button asChild>
                      <Link href={`/${slug}/imports`}>{t("import")}</Link>
                    </Button>
                  )
                )
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

function useColumns(slug: string, currency: string): ListColumn<DebtorRow, DebtorSort>[] {
  const t = useTranslations("debtors");
  const locale = useLocale();
  return useMemo(() => {
    const countries = new Intl.DisplayNames(locale, { type: "region" });
    return [
      {
        id: "name",
        header: t("columns.name"),
        sort: "name",
        className: "max-w-0 w-full min-w-28",
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <Link
              href={`/${slug}/debtors/${row.id}`}
              className="truncate rounded-sm font-medium outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
            >
              {row.name}
            </Link>
            {row.stop && (
              <Badge variant="destructive">
                <Ban aria-hidden /> {t(`stops.${row.stop}`)}
              </Badge>
            )}
          </span>
        ),
      },
      {
        id: "external",
        header: t("columns.externalId"),
        className: "hidden xl:table-cell",
        cell: (row) => <span className="whitespace-nowrap text-muted-foreground">{row.externalId}</span>,
      },
      {
        id: "kind",
        header: t("columns.kind"),
        className: "hidden lg:table-cell",
        cell: (row) => <span className="whitespace-nowrap text-muted-foreground">{t(`kinds.${row.kind}`)}</span>,
      },
      {
        id: "place",
        header: t("columns.place"),
        className: "hidden lg:table-cell",
        cell: (row) => (
          <span className="whitespace-nowrap text-muted-foreground">
            {[row.city, countries.of(row.country)].filter(Boolean).join(", ")}
          </span>
        ),
      },
      {
        id: "next",
        header: t("columns.next"),
        className: "hidden md:table-cell",
        cell: (row) =>
          row.nextTouch && (
            <span className="flex items-center gap-1.5 text-muted-foreground">
              <ChannelIcon channel={row.nextTouch.channel} />
              <When at={row.nextTouch.at} />
            </span>
          ),
      },
      {
        id: "oldest",
        header: t("columns.oldest"),
        sort: "oldest",
        firstDir: "asc",
        className: "hidden sm:table-cell",
        cell: (row) =>
          row.daysOverdue !== null && <DueBadge daysOverdue={row.daysOverdue} className="text-muted-foreground" />,
      },
      {
        id: "balance",
        header: t("columns.balance", { currency }),
        sort: "balance",
        firstDir: "desc",
        align: "right",
        cell: (row) => <Balances row={row} currency={currency} />,
      },
    ];
  }, [t, slug, currency, locale]);
}

/** The sorted currency first; what is open in others beside it, never added up. */
function Balances({ row, currency }: { row: DebtorRow; currency: string }) {
  const t = useTranslations("debtors");
  const own = row.balances.find((balance) => balance.currency === currency);
  const others = row.balances.filter((balance) => balance !== own);
  if (row.balances.length === 0) return <span className="text-muted-foreground">{t("nothingOpen")}</span>;
  return (
    <span className="flex items-center justify-end gap-3">
      {others.map((balance) => (
        <Money
          key={balance.currency}
          amountMinor={balance.openMinor}
          currency={balance.currency}
          className={own ? "text-xs text-muted-foreground max-sm:hidden" : "font-medium"}
        />
      ))}
      {own && <Money amountMinor={own.openMinor} currency={own.currency} className="font-medium" />}
    </span>
  );
}

"use client";

import { type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

const features = tableFeatures({});
const ROW_PX = 40;

export type ListColumn<Row, Sort extends string> = {
  id: string;
  header: string;
  /** By this the server sorts when the heading is pressed. */
  sort?: Sort;
  /** The order of the first press. */
  firstDir?: "asc" | "desc";
  align?: "left" | "right";
  className?: string;
  cell: (row: Row) => ReactNode;
};

export type Sorting<Sort extends string> = { sort: Sort; dir: "asc" | "desc" };

/**
 * A page of rows in a frame of its own height: only the visible ones are in the document, so that a page may hold a
 * thousand. The server sorts; headings say so to screen readers.
 */
export function DataList<Row extends { id: string }, Sort extends string>({
  label,
  rows,
  columns,
  sorting,
  onSort,
  busy,
  className,
}: {
  label: string;
  rows: readonly Row[];
  columns: readonly ListColumn<Row, Sort>[];
  sorting: Sorting<Sort>;
  onSort: (sorting: Sorting<Sort>) => void;
  /** Newer rows are on their way. */
  busy?: boolean;
  className?: string;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const definitions: ColumnDef<typeof features, Row>[] = columns.map((column) => ({
    id: column.id,
    header: column.header,
    cell: ({ row }) => column.cell(row.original),
  }));
  const table = useTable({ features, columns: definitions, data: rows as Row[], getRowId: (row) => row.id });
  const model = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    initialRect: { width: 0, height: 1200 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      aria-busy={busy || undefined}
      className={cn(
        "min-h-0 flex-1 overflow-auto rounded-lg border bg-card outline-none focus-visible:ring-2 focus-visible:ring-ring",
        busy && "opacity-70 transition-opacity delay-150",
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm" aria-rowcount={model.length + 1}>
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0 z-10 bg-card">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <ListHeading key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} span={columns.length} />}
          {items.map((item) => {
            const row = model[item.index];
            if (!row) return null;
            return (
              <tr key={row.id} aria-rowindex={item.index + 2} className="group/row h-10 hover:bg-muted/60">
                {row.getAllCells().map((cell, index) => (
                  <td
                    key={cell.id}
                    className={cn(
                      "h-10 border-b px-3 py-0 group-last/row:border-b-0",
                      columns[index]?.align === "right" && "text-right",
                      columns[index]?.className,
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} span={columns.length} />}
        </tbody>
      </table>
    </section>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function ListHeading<Row, Sort extends string>({
  column,
  sorting,
  onSort,
}: {
  column: ListColumn<Row, Sort>;
  sorting: Sorting<Sort>;
  onSort: (sorting: Sorting<Sort>) => void;
}) {
  const t = useTranslations("ui");
  const { sort } = column;
  const sorted = sort !== undefined && sorting.sort === sort;
  const first = column.firstDir ?? "asc";
  const Arrow = sorting.dir === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorting.dir === "asc" ? "ascending" : "descending") : undefined}
      className={cn(
        "h-9 border-b px-3 text-left text-xs font-medium whitespace-nowrap text-muted-foreground",
        column.align === "right" && "text-right",
        column.className,
      )}
    >
      {sort === undefined ? (
        column.header
      ) : (
        <button
          type="button"
          title={t("sortBy", { column: column.header })}
          onClick={() => onSort({ sort, dir: sorted ? (sorting.dir === "asc" ? "desc" : "asc") : first })}
          className={cn(
            "-mx-1 inline-flex items-center gap-1 rounded px-1 py-1 outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring",
            column.align === "right" && "flex-row-reverse",
            sorted && "text-foreground",
          )}
        >
          {column.header}
          <Arrow className={cn("size-3", !sorted && "invisible")} aria-hidden />
        </button>
      )}
    </th>
  );
}

/** A list on its way, in the shape it will have. */
export function DataListSkeleton({ label, rows = 14 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden rounded-lg border bg-card">
      <div className="flex h-9 items-center gap-6 border-b px-3">
        <Skeleton className="h-3 w-16" />
        <Skeleton className="h-3 w-24" />
        <Skeleton className="ml-auto h-3 w-16" />
      </div>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <div key={key} className="flex h-10 items-center gap-6 border-b px-3 last:border-b-0">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="h-4 w-20 max-sm:hidden" />
          <Skeleton className="ml-auto h-4 w-24" />
        </div>
      ))}
    </div>
  );
}

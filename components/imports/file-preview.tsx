"use client";

import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import type { ImportView } from "@/server/imports/contract";

/** The first rows as they stand in the file: wrong encodings and delimiters show here at once. */
export function FilePreview({ view }: { view: ImportView }) {
  const t = useTranslations("imports.columns");
  return (
    <div className="grid gap-2">
      <h2 className="text-sm font-semibold">
        {t("preview")}
        {view.encoding && (
          <span className="ml-2 font-normal text-muted-foreground">
            {t("encoding", { encoding: view.encoding.toUpperCase() })}
          </span>
        )}
      </h2>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto rounded-lg border bg-card focus-visible:ring-2 focus-visible:ring-ring"
        aria-label={t("preview")}
      >
        <Table>
          <TableHeader>
            <TableRow>
              {view.columns.map((column) => (
                <TableHead key={column.name} scope="col">
                  {column.name}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {view.preview.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place.
              <TableRow key={row}>
                {view.columns.map((column, index) => (
                  <TableCell key={column.name} className="max-w-60 truncate whitespace-nowrap tabular-nums">
                    {cells[index] ?? ""}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
    </div>
  );
}

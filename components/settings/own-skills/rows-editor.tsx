"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

const rowsMax = 10;

/** A list of rows of one kind: each with its inputs and a way to take it away, and one to add another. */
export function RowsEditor<Row extends { key: string }>({
  legend,
  hint,
  add,
  removeOf,
  rows,
  fresh,
  onChange,
  children,
}: {
  legend: string;
  hint: string;
  add: string;
  removeOf: (place: number) => string;
  rows: readonly Row[];
  fresh: (key: string) => Row;
  onChange: (rows: Row[]) => void;
  children: (row: Row, change: (part: Partial<Row>) => void, place: number) => ReactNode;
}) {
  const change = (key: string) => (part: Partial<Row>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">{legend}</legend>
      <p className="text-xs text-muted-foreground">{hint}</p>
      {rows.map((row, at) => (
        <div key={row.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-md border p-2">
          <div className="grid gap-2 sm:grid-cols-2">{children(row, change(row.key), at + 1)}</div>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={removeOf(at + 1)}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {rows.length < rowsMax && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          onClick={() => onChange([...rows, fresh(crypto.randomUUID())])}
        >
          <Plus aria-hidden /> {add}
        </Button>
      )}
    </fieldset>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FilePreview } from "@/components/imports/file-preview";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { NativeSelect } from "@/components/ui/native-select";
import { type ImportView, mappableFields } from "@/server/imports/contract";

type Mapping = ImportView["mapping"];
type Field = (typeof mappableFields)[number]["field"];

const parts = ["debtor", "contact", "consent", "invoice", "freight"] as const;

/** Column by column: what it means. */
export function ColumnsStep({ view, onDone }: { view: ImportView; onDone: () => void }) {
  const t = useTranslations("imports");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [mapping, setMapping] = useState<Mapping>(view.mapping);
  const [missing, setMissing] = useState(view.missing);
  const save = useMutation(
    trpc.imports.saveMapping.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(trpc.imports.get.queryKey({ importId: view.id }), saved);
        setMissing(saved.missing);
        if (saved.missing.length === 0) onDone();
      },
    }),
  );
  const fieldOf = (index: number) => mappableFields.find(({ field }) => mapping[field] === index)?.field ?? "";
  const choose = (index: number, field: Field | "") => {
    const next: Mapping = Object.fromEntries(Object.entries(mapping).filter(([, at]) => at !== index));
    if (field !== "") next[field] = index;
    setMapping(next);
  };
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ importId: view.id, mapping, options: view.options, asOf: view.asOf });
      }}
    >
      <div className="space-y-1">
        <h2 className="text-sm font-semibold">{t("columns.title")}</h2>
        <p className="text-sm text-muted-foreground">
          {view.remembered ? t("columns.remembered") : t("columns.guessed")}
        </p>
      </div>
      <div className="rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead scope="col">{t("columns.column")}</TableHead>
              <TableHead scope="col">{t("columns.field")}</TableHead>
              <TableHead scope="col" className="hidden sm:table-cell">
                {t("columns.samples")}
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {view.columns.map((column, index) => (
              <TableRow key={column.name}>
                <TableCell className="max-w-40 font-medium break-words">{column.name}</TableCell>
                <TableCell>
                  <NativeSelect
                    aria-label={column.name}
                    value={fieldOf(index)}
                    onChange={(event) => choose(index, event.target.value as Field | "")}
                    className="min-w-36"
                  >
                    <option value="">{t("columns.ignore")}</option>
                    {parts.map((part) => (
                      <optgroup key={part} label={t(`parts.${part}`)}>
                        {mappableFields
                          .filter((one) => one.part === part)
                          .map(({ field }) => (
                            <option key={field} value={field}>
                              {t(`fields.${field}`)}
                            </option>
                          ))}
                      </optgroup>
                    ))}
                  </NativeSelect>
                </TableCell>
                <TableCell className="hidden max-w-72 truncate text-muted-foreground sm:table-cell">
                  {column.samples.slice(0, 3).join(" · ") || t("columns.emptyColumn")}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {missing.length > 0 && (
        <Alert variant="warning">
          <AlertDescription>
            {t("columns.missing", {
              fields: missing
                .map((group) => group.map((field) => t(`fields.${field}`)).join(` ${t("columns.or")} `))
                .join(", "),
            })}
          </AlertDescription>
        </Alert>
      )}
      <FilePreview view={view} />
      <div className="flex justify-end">
        <Button type="submit" pending={save.isPending}>
          {t("columns.next")}
        </Button>
      </div>
    </form>
  );
}

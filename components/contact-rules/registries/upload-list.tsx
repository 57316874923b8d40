"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { RadioChoices } from "@/components/imports/radio-choices";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { listCovers, registryIds } from "@/server/registries/contract";

/** A registry's answer as a CSV file, with when it was asked. */
export function UploadList() {
  const t = useTranslations("contactRules.registries");
  const trpc = useTRPC();
  const client = useQueryClient();
  const text = useErrorText();
  const [registry, setRegistry] = useState<(typeof registryIds)[number]>("IN-DND");
  const [file, setFile] = useState<File | null>(null);
  const [checkedAt, setCheckedAt] = useState("");
  const [covers, setCovers] = useState<(typeof listCovers)[number]>("listed");
  const upload = useMutation(
    trpc.registries.upload.mutationOptions({
      onSuccess: ({ blocked, clear }) => {
        toast.success(t("upload.saved", { blocked, clear }));
        return Promise.all(
          [trpc.registries.pathKey(), trpc.contactRules.pathKey()].map((queryKey) =>
            client.invalidateQueries({ queryKey }),
          ),
        );
      },
      onError: () => {},
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || !checkedAt) return;
    upload.mutate({ registry, fileName: file.name, csv: await file.text(), covers, checkedAt });
  };
  return (
    <Card className="self-start">
      <CardHeader>
        <CardTitle>{t("upload.title")}</CardTitle>
        <CardDescription>{t("upload.lead")}</CardDescription>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <FormField label={t("upload.registry")}>
            {(control) => (
              <NativeSelect
                {...control}
                value={registry}
                onChange={(event) => setRegistry(registryIds.find((each) => each === event.target.value) ?? "IN-DND")}
              >
                {registryIds.map((each) => (
                  <option key={each} value={each}>
                    {t(`names.${each}`)}
                  </option>
                ))}
              </NativeSelect>
            )}
          </FormField>
          <FormField label={t("upload.file")}>
            {(control) => (
              <Input
                {...control}
                type="file"
                accept=".csv,text/csv"
                required
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
            )}
          </FormField>
          <FormField label={t("upload.checkedAt")}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                required
                value={checkedAt}
                onChange={(event) => setCheckedAt(event.target.value)}
              />
            )}
          </FormField>
          <RadioChoices
            legend={t("upload.covers")}
            value={covers}
            onChange={setCovers}
            choices={listCovers.map((value) => ({
              value,
              label: t(`upload.${value}`),
              hint: t(`upload.${value}Hint`),
            }))}
          />
          {upload.error && <Faults fields={upload.error.data?.fields} otherwise={text(upload.error)} />}
          <Button
            type="submit"
            pending={upload.isPending}
            disabled={!file || !checkedAt}
            className="justify-self-start"
          >
            {t("upload.save")}
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}

const faults = ["columns", "number", "status", "mode", "empty"] as const;

/** What the server said is wrong, line by line. */
function Faults({ fields, otherwise }: { fields: Record<string, string> | undefined; otherwise: string }) {
  const t = useTranslations("contactRules.registries.faults");
  const lines = (fields?.csv ?? "").split(", ").flatMap((told) => {
    const [name = "", line = ""] = told.split(" ");
    const fault = faults.find((each) => each === name);
    return fault ? [t(fault, { line })] : [];
  });
  if (fields?.checkedAt) lines.push(t("future"));
  return (
    <Alert variant="destructive">
      <AlertTitle>{lines.length > 0 ? t("lead") : otherwise}</AlertTitle>
      {lines.length > 0 && (
        <AlertDescription>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </AlertDescription>
      )}
    </Alert>
  );
}

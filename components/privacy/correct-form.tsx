"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { DebtorDetail } from "@/server/debtors/contract";
import type { CorrectInput, RequestDetail } from "@/server/rights/contract";

type Change = CorrectInput["changes"][number];
type Field = { key: string; label: string; value: string; change: (after: string) => Change };

/** What is held of the person, to be corrected in place; and what was corrected, before and after. */
export function CorrectForm({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.correct");
  const trpc = useTRPC();
  const mayHandle = useMay("rights.handle");
  const debtor = useQuery(trpc.debtors.get.queryOptions({ debtorId: request.debtorId }));
  const ready = mayHandle && request.status === "open" && request.identity !== "not_yet";
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>{t("title")}</CardTitle>
          <CardDescription>{t(ready || request.status !== "open" ? "lead" : "identityFirst")}</CardDescription>
        </CardHeader>
        <CardContent>
          <QueryBody query={debtor} skeleton={<Skeleton className="h-48" />}>
            {(data) => ready && <Fields key={request.corrections.length} requestId={request.id} debtor={data} />}
          </QueryBody>
        </CardContent>
      </Card>
      {request.corrections.length > 0 && (
        <Card>
          <CardHeader>
            <CardTitle>{t("made")}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="divide-y text-sm">
              {request.corrections.map(({ field, before, after, at, by }, place) => (
                <li key={`${field} ${place.toString()}`} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
                  <p className="font-medium">{t(`fields.${field.split(".").join("_")}`)}</p>
                  <p className="wrap-anywhere">
                    <del className="text-muted-foreground">{before ?? t("nothing")}</del> →{" "}
                    <ins>{after ?? t("nothing")}</ins>
                  </p>
                  <p className="text-xs text-muted-foreground">
                    <When at={at} exact /> {by}
                  </p>
                </li>
              ))}
            </ul>
          </CardContent>
        </Card>
      )}
    </>
  );
}

function Fields({ requestId, debtor }: { requestId: string; debtor: DebtorDetail }) {
  const t = useTranslations("privacy.correct");
  const trpc = useTRPC();
  const text = useErrorText();
  const fields = fieldsOf(debtor, (name, of) => t(`fields.${name}`) + (of ? ` (${of})` : ""));
  const [typed, setTyped] = useState<Record<string, string>>({});
  const correct = useRightsMutation(trpc.rights.correct, ({ corrected }) => t("saved", { count: corrected }));
  const changed = fields.filter(({ key, value }) => typed[key] !== undefined && typed[key] !== value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    correct.mutate({ requestId, changes: changed.map(({ key, change }) => change(typed[key] ?? "")) });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(({ key, label, value }) => (
          <FormField key={key} label={label}>
            {(control) => (
              <Input
                {...control}
                value={typed[key] ?? value}
                maxLength={300}
                onChange={(event) => setTyped((all) => ({ ...all, [key]: event.target.value }))}
              />
            )}
          </FormField>
        ))}
      </div>
      {correct.error && (
        <p role="alert" className="text-sm text-destructive-strong">
          {text(correct.error)}
        </p>
      )}
      <Button type="submit" className="justify-self-start" pending={correct.isPending} disabled={changed.length === 0}>
        {t("save")}
      </Button>
    </form>
  );
}

function fieldsOf(debtor: DebtorDetail, label: (name: string, of?: string) => string): Field[] {
  const place = (name: "street" | "city" | "region" | "postalCode"): Field => ({
    key: `debtor.${name}`,
    label: label(`debtor_${name}`),
    value: debtor[name] ?? "",
    change: (after) => ({ field: `debtor.${name}`, after: after.trim() || null }),
  });
  return [
    {
      key: "debtor.name",
      label: label("debtor_name"),
      value: debtor.name,
      change: (after) => ({ field: "debtor.name", after }),
    },
    place("street"),
    place("city"),
    place("region"),
    place("postalCode"),
    ...debtor.contacts.flatMap((contact): Field[] => [
      {
        key: contact.id,
        label: label("contact_name", contact.name),
        value: contact.name,
        change: (after) => ({ field: "contact.name", id: contact.id, after }) as Change,
      },
      ...contact.points.map(
        (point): Field => ({
          key: point.id,
          label: label("point_address", contact.name),
          value: point.address,
          change: (after) => ({ field: "point.address", id: point.id, after }) as Change,
        }),
      ),
    ]),
  ];
}

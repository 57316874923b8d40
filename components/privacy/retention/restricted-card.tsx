"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RuleSources } from "@/components/privacy/rule-sources";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { Day } from "@/components/ui/when";
import { type RestrictedRow, restrictedReasons } from "@/server/rights/contract";

/** What the law makes us keep of people who were erased: shut, until somebody opens it with a reason. */
export function RestrictedCard() {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const records = useQuery(trpc.rights.restricted.queryOptions());
  const [asked, setAsked] = useState<RestrictedRow | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("restricted.title")}</CardTitle>
        <CardDescription>{t("restricted.lead")}</CardDescription>
      </CardHeader>
      <CardContent>
        <QueryBody query={records} skeleton={<Skeleton className="h-24" />}>
          {(data) =>
            data.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("restricted.none")}</p>
            ) : (
              <ul className="divide-y text-sm">
                {data.map((record) => (
                  <li key={record.id} className="grid gap-1 py-2 first:pt-0 last:pb-0">
                    <div className="flex items-center gap-3">
                      <p className="min-w-0 flex-1">
                        <span className="font-medium">{record.label}</span> · {t(`data.${record.kind}`)} (
                        {record.things})
                        {record.keptUntil && (
                          <span className="block text-xs text-muted-foreground">
                            {t("erase.until")} <Day day={record.keptUntil} />
                          </span>
                        )}
                      </p>
                      <Button
                        variant="outline"
                        size="sm"
                        aria-label={`${t("restricted.open")}: ${record.label}, ${t(`data.${record.kind}`)}`}
                        onClick={() => setAsked(record)}
                      >
                        <LockKeyhole aria-hidden /> {t("restricted.open")}
                      </Button>
                    </div>
                    <RuleSources sources={record.sources} />
                  </li>
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
      {asked && <OpenDialog record={asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function OpenDialog({ record, onClose }: { record: RestrictedRow; onClose: () => void }) {
  const t = useTranslations("privacy.restricted");
  const reasons = useTranslations("audit.exporting");
  const trpc = useTRPC();
  const text = useErrorText();
  const [reason, setReason] = useState<(typeof restrictedReasons)[number] | "">("");
  const open = useMutation(trpc.rights.openRestricted.mutationOptions({ onError: () => {} }));
  return (
    <ActionDialog
      title={t("openTitle", { name: record.label })}
      description={t("openBody")}
      action={t("open")}
      className="max-w-2xl"
      ready={reason !== ""}
      pending={open.isPending}
      error={open.error ? text(open.error) : null}
      onSubmit={() => reason !== "" && open.mutate({ recordId: record.id, reason })}
      onClose={onClose}
    >
      <FormField label={reasons("reason")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={reason}
            onChange={(event) => setReason(restrictedReasons.find((each) => each === event.target.value) ?? "")}
          >
            <option value="">{reasons("choose")}</option>
            {restrictedReasons.map((each) => (
              <option key={each} value={each}>
                {reasons(`reasons.${each}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
      {open.data && (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={t("content")}
          className="max-h-80 overflow-auto rounded-md border bg-muted p-3 outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset"
        >
          <pre className="text-xs whitespace-pre-wrap wrap-anywhere">{JSON.stringify(open.data.record, null, 2)}</pre>
        </section>
      )}
    </ActionDialog>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { UploadList } from "@/components/contact-rules/registries/upload-list";
import { RulesFrame } from "@/components/contact-rules/rules-frame";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { RegistryState } from "@/server/registries/contract";

/** What registries say of the workspace's numbers, how old that is, and a new list. */
export function RegistriesPage() {
  const t = useTranslations("contactRules.registries");
  const trpc = useTRPC();
  const mayUpload = useMay("registries.update");
  const registries = useQuery(trpc.registries.list.queryOptions());
  return (
    <RulesFrame>
      <p className="text-sm text-muted-foreground">{t("lead")}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <QueryBody query={registries} skeleton={<Skeleton className="h-64" />}>
          {(data) => (
            <div className="grid content-start gap-5">
              {[...data]
                .sort((a, b) => numbersOf(b) - numbersOf(a))
                .map((state) => (
                  <RegistryCard key={state.registry} state={state} />
                ))}
            </div>
          )}
        </QueryBody>
        {mayUpload ? <UploadList /> : <p className="text-sm text-muted-foreground">{t("upload.readOnly")}</p>}
      </div>
    </RulesFrame>
  );
}

const numbersOf = ({ blocked, clear, unknown }: RegistryState) => blocked + clear + unknown;
const counts = ["blocked", "clear", "unknown", "stale"] as const;

function RegistryCard({ state }: { state: RegistryState }) {
  const t = useTranslations("contactRules.registries");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t(`names.${state.registry}`)}</CardTitle>
        <CardDescription>
          {state.maxAgeDays === null ? t("noLimit") : t("limit", { days: state.maxAgeDays })}
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3">
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {counts.map((count) => (
            <div key={count} className="flex flex-col-reverse">
              <dt className="text-xs text-muted-foreground">{t(`counts.${count}`)}</dt>
              <dd className="text-lg font-semibold tabular-nums">{state[count]}</dd>
            </div>
          ))}
        </dl>
        {state.stale > 0 && (
          <Alert variant="warning">
            <AlertDescription>{t("staleNote", { count: state.stale })}</AlertDescription>
          </Alert>
        )}
        {state.scrubs.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t("never")}</p>
        ) : (
          <ul className="divide-y text-xs">
            {state.scrubs.map((scrub) => (
              <li key={scrub.uploadedAt.toISOString()} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
                <p className="break-words">
                  {t.rich("last", { file: scrub.fileName, when: () => <When key="when" at={scrub.checkedAt} /> })}
                  {scrub.uploadedBy && `, ${t("uploadedBy", { name: scrub.uploadedBy })}`}
                </p>
                <p className="text-muted-foreground">
                  {t("took", { rows: scrub.rows, blocked: scrub.blocked, clear: scrub.clear })}
                </p>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

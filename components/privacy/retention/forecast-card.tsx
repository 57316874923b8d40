"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";
import { Day, When } from "@/components/ui/when";
import type { RetentionForecast, RetentionState } from "@/server/retention/contract";

/** The dry run: what the next night deletes, a few examples, and what is held and why. */
export function ForecastCard({ lastRun }: { lastRun: RetentionState["lastRun"] }) {
  const t = useTranslations("privacy.retention");
  const trpc = useTRPC();
  const text = useErrorText();
  const mayRun = useMay("retention.run");
  const forecast = useQuery(trpc.retention.forecast.queryOptions());
  const run = useRightsMutation(trpc.retention.run, ({ deleted }) =>
    t("ran", { count: Object.values(deleted).reduce((sum, count) => sum + count, 0) }),
  );
  const some = forecast.data?.some(({ goes }) => goes > 0) ?? false;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("forecast")}</CardTitle>
        <CardDescription>
          {lastRun
            ? t.rich("lastRun", { count: lastRun.deleted, when: () => <When key="at" at={lastRun.at} /> })
            : t("neverRun")}
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <QueryBody query={forecast} skeleton={<Skeleton className="h-40" />}>
          {(data) => (
            <ul className="divide-y text-sm">
              {data.map((line) => (
                <Line key={line.kind} line={line} />
              ))}
            </ul>
          )}
        </QueryBody>
        {run.error && (
          <p role="alert" className="text-sm text-destructive-strong">
            {text(run.error)}
          </p>
        )}
        {mayRun && some && (
          <div>
            <ConfirmDialog
              button={
                <Button variant="outline" pending={run.isPending}>
                  {t("runNow")}
                </Button>
              }
              title={t("runTitle")}
              description={t("runBody")}
              keep={t("runKeep")}
              actions={[{ label: t("runNow"), act: () => run.mutate() }]}
            />
          </div>
        )}
      </CardContent>
    </Card>
  );
}

function Line({ line }: { line: RetentionForecast }) {
  const t = useTranslations("privacy");
  const { slug } = useWorkspace();
  return (
    <li className="grid gap-1 py-2 first:pt-0 last:pb-0">
      <p className="flex items-baseline justify-between gap-3">
        <span>{t(`data.${line.kind}`)}</span>
        <span className="text-right tabular-nums">{t("retention.goes", { count: line.goes })}</span>
      </p>
      {line.held.length > 0 && (
        <p className="flex flex-wrap gap-1.5">
          {line.held.map(({ hold, count }) => (
            <Badge key={hold} variant="info">
              {t(`retention.holds.${hold}`, { count })}
            </Badge>
          ))}
        </p>
      )}
      {line.examples.length > 0 && (
        <ul className="text-xs text-muted-foreground">
          {line.examples.map(({ id, label, since }, place) => (
            <li key={`${label} ${place.toString()}`} className="truncate">
              {id ? (
                <Link href={`/${slug}/debtors/${id}`} className={textLink}>
                  {label}
                </Link>
              ) : (
                label
              )}{" "}
              · <Day day={since} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

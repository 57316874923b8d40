"use client";

import { useQuery } from "@tanstack/react-query";
import { Eraser } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EraseDialog } from "@/components/privacy/erase/erase-dialog";
import { RuleSources } from "@/components/privacy/rule-sources";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Day } from "@/components/ui/when";
import { type ErasurePlan, holdings, type RequestDetail } from "@/server/rights/contract";

const fates = { deleted: "destructive", unnamed: "info", unreadable: "secondary" } as const;

/** What erasing would delete and what must be kept, before it is done; and that it was. */
export function ErasureCard({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.erase");
  const trpc = useTRPC();
  const mayErase = useMay("rights.erase");
  const isOpen = request.status === "open";
  const plan = useQuery(trpc.rights.erasurePlan.queryOptions({ requestId: request.id }, { enabled: isOpen }));
  const [asking, setAsking] = useState(false);
  if (!isOpen) {
    return (
      <Card>
        <CardHeader>
          <CardTitle>{t(request.status === "done" ? "doneTitle" : "notDoneTitle")}</CardTitle>
          <CardDescription>{t(request.status === "done" ? "doneBody" : "notDoneBody")}</CardDescription>
        </CardHeader>
      </Card>
    );
  }
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => plan.refetch()} />;
  if (plan.isPending) return <Skeleton className="h-72" />;
  const identified = request.identity !== "not_yet";
  return (
    <>
      <Goes plan={plan.data} />
      <Stays plan={plan.data} />
      <div className="grid justify-items-start gap-3">
        {plan.data.blockers.map((blocker) => (
          <Alert key={blocker} variant="warning">
            <AlertDescription>{t(`blockers.${blocker}`)}</AlertDescription>
          </Alert>
        ))}
        {!identified && <p className="text-sm text-muted-foreground">{t("identityFirst")}</p>}
        {mayErase ? (
          <Button
            variant="destructive"
            disabled={!identified || plan.data.blockers.length > 0}
            onClick={() => setAsking(true)}
          >
            <Eraser aria-hidden /> {t("act")}
          </Button>
        ) : (
          <p className="text-sm text-muted-foreground">{t("adminsOnly")}</p>
        )}
      </div>
      {asking && <EraseDialog requestId={request.id} plan={plan.data} onClose={() => setAsking(false)} />}
    </>
  );
}

function Goes({ plan }: { plan: ErasurePlan }) {
  const t = useTranslations("privacy");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("erase.goes")}</CardTitle>
        <CardDescription>{t("erase.goesLead")}</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="divide-y text-sm">
          {holdings.map((holding) => {
            const lines = plan.lines.filter((line) => line.holding === holding);
            if (lines.length === 0) return null;
            return (
              <li
                key={holding}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0"
              >
                <span>{t(`holdings.${holding}`)}</span>
                <span className="flex flex-wrap gap-1.5">
                  {lines.map(({ fate, count }) => (
                    <Badge key={fate} variant={fates[fate]} className="tabular-nums">
                      {t(`erase.fates.${fate}`)}: {count}
                    </Badge>
                  ))}
                </span>
              </li>
            );
          })}
        </ul>
      </CardContent>
    </Card>
  );
}

function Stays({ plan }: { plan: ErasurePlan }) {
  const t = useTranslations("privacy");
  const list = new Intl.ListFormat().format(plan.vendors);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("erase.stays")}</CardTitle>
        <CardDescription>{t("erase.staysLead")}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3 text-sm">
        {plan.kept.length === 0 ? (
          <p className="text-muted-foreground">{t("erase.nothingStays")}</p>
        ) : (
          <ul className="divide-y">
            {plan.kept.map(({ kind, things, keptUntil, sources }) => (
              <li key={kind} className="grid gap-1 py-2 first:pt-0 last:pb-0">
                <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <span className="font-medium">
                    {t(`data.${kind}`)} ({things})
                  </span>
                  {keptUntil && (
                    <span className="text-muted-foreground">
                      {t("erase.until")} <Day day={keptUntil} />
                    </span>
                  )}
                </p>
                <RuleSources sources={sources} />
              </li>
            ))}
          </ul>
        )}
        <p>{t("erase.suppressed", { count: plan.suppressed })}</p>
        {plan.shared > 0 && <p>{t("erase.shared", { count: plan.shared })}</p>}
        {plan.vendors.length > 0 && <p>{t("erase.vendors", { vendors: list })}</p>}
      </CardContent>
    </Card>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExportDialog } from "@/components/audit/export-dialog";
import { CorrectForm } from "@/components/privacy/correct-form";
import { DecisionsCard } from "@/components/privacy/decisions-card";
import { DueText } from "@/components/privacy/due-text";
import { ErasureCard } from "@/components/privacy/erase/erasure-card";
import { RequestSteps } from "@/components/privacy/request-steps";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState, useErrorText } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";
import { Day, When } from "@/components/ui/when";
import { accessReasons } from "@/server/audit/contract";
import type { RequestDetail } from "@/server/rights/contract";

/** One request: who asked what and until when, what there is to do, and how it ended. */
export function RequestPage({ requestId }: { requestId: string }) {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const request = useQuery(trpc.rights.get.queryOptions({ requestId }));
  if (request.isError) {
    return <ErrorState error={request.error} onRetry={() => request.refetch()} className="m-auto w-full max-w-lg" />;
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Link
          href={`/${slug}/privacy`}
          className="inline-flex w-fit items-center gap-1 rounded-sm text-xs text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          <ArrowLeft className="size-3.5" aria-hidden /> {t("back")}
        </Link>
        {request.data ? (
          <PageHeader
            title={t("of", { kind: t(`kinds.${request.data.kind}`), name: request.data.debtorName })}
            description={<DueText request={request.data} />}
            actions={<RequestSteps request={request.data} />}
          />
        ) : (
          <Skeleton className="h-7 w-64" />
        )}
      </div>
      {request.data ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="flex min-w-0 flex-col gap-5">
            <Work request={request.data} />
          </div>
          <Facts request={request.data} />
        </div>
      ) : (
        <Skeleton className="h-64" />
      )}
    </div>
  );
}

/** What the kind of request needs to be done. */
function Work({ request }: { request: RequestDetail }) {
  switch (request.kind) {
    case "erase":
      return <ErasureCard request={request} />;
    case "access":
      return <AccessCard request={request} />;
    case "correct":
      return <CorrectForm request={request} />;
    case "review":
      return <DecisionsCard request={request} />;
    case "restrict":
    case "object":
      return <HonourCard request={request} />;
  }
}

function AccessCard({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.access");
  const { slug } = useWorkspace();
  const mayExport = useMay("rights.export") && request.status === "open" && request.identity !== "not_yet";
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
      </CardHeader>
      <CardContent>
        {mayExport ? (
          <ExportDialog
            href={`/${slug}/privacy/export`}
            query={{ requestId: request.id }}
            label={t("export")}
            formats={["html", "json"]}
            reasons={accessReasons.filter((reason) => reason !== "daily_work")}
          />
        ) : (
          request.status === "open" && <p className="text-sm text-muted-foreground">{t("identityFirst")}</p>
        )}
      </CardContent>
    </Card>
  );
}

function HonourCard({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.honour");
  const trpc = useTRPC();
  const text = useErrorText();
  const mayHandle = useMay("rights.handle");
  const what = request.kind === "restrict" ? "restrict" : (request.objectsTo ?? "processing");
  const honour = useRightsMutation(trpc.rights.honour, ({ cancelledTouches }) =>
    t("done", { count: cancelledTouches }),
  );
  const ready = request.identity !== "not_yet";
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t(`${what}.title`)}</CardTitle>
        <CardDescription>{t(`${what}.lead`)}</CardDescription>
      </CardHeader>
      <CardContent className="grid justify-items-start gap-3">
        {request.status === "open" && mayHandle && (
          <Button pending={honour.isPending} disabled={!ready} onClick={() => honour.mutate({ requestId: request.id })}>
            {t(`${what}.act`)}
          </Button>
        )}
        {request.status === "open" && !ready && <p className="text-sm text-muted-foreground">{t("identityFirst")}</p>}
        {honour.error && (
          <p role="alert" className="text-sm text-destructive-strong">
            {text(honour.error)}
          </p>
        )}
        {request.status === "done" && (
          <p className="text-sm">
            {t(
              what === "automation"
                ? request.person.automationRefused
                  ? "holdsAutomation"
                  : "holdsNoLonger"
                : request.person.restrictedFor
                  ? "holds"
                  : "holdsNoLonger",
            )}
          </p>
        )}
      </CardContent>
    </Card>
  );
}

function Facts({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy");
  const { slug } = useWorkspace();
  const facts: [string, ReactNode][] = [
    [
      t("facts.person"),
      <Link key="person" href={`/${slug}/debtors/${request.debtorId}`} className={textLink}>
        {request.debtorName}
      </Link>,
    ],
    [t("facts.askedBy"), t(`askers.${request.askedBy}`)],
    [t("facts.receivedBy"), t(`waysIn.${request.receivedBy}`)],
    [t("facts.receivedOn"), <Day key="received" day={request.receivedOn} />],
    [
      t("facts.identity"),
      request.identity === "not_yet" ? (
        <Badge key="identity" variant="warning">
          {t("identities.not_yet")}
        </Badge>
      ) : (
        t(`identities.${request.identity}`)
      ),
    ],
    [
      t("facts.due"),
      <span key="due" className="flex flex-wrap items-center gap-x-2">
        <Day day={request.dueOn} />
        <span className="text-muted-foreground">
          {t(`laws.${request.law}`)}
          {request.law !== "own" && `, ${request.citation}`}
        </span>
        {request.extended && <Badge variant="outline">{t("facts.extended")}</Badge>}
        {!request.verified && <Badge variant="outline">{t("unverified")}</Badge>}
      </span>,
    ],
  ];
  if (request.createdBy) facts.push([t("facts.createdBy"), request.createdBy]);
  if (request.note) facts.push([t("facts.note"), request.note]);
  if (request.refusal) facts.push([t("facts.refusal"), t(`refusals.${request.refusal}`)]);
  if (request.closedAt) {
    facts.push([
      t("facts.closed"),
      <span key="closed">
        <When at={request.closedAt} exact />
        {request.closedBy && `, ${request.closedBy}`}
      </span>,
    ]);
  }
  return (
    <Card className="self-start">
      <CardHeader>
        <CardTitle>{t("facts.title")}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid gap-3 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="grid gap-0.5">
              <dt className="text-xs text-muted-foreground">{name}</dt>
              <dd className="wrap-anywhere whitespace-pre-line">{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}

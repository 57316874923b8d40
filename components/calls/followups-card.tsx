"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import type { CallSummary, FollowupRow, TranscriptCheck } from "@/server/calls/followups/contract";
import { formatMoney } from "@/server/money";

const POLL_MS = 3_000;

/** What is done after the call, step by step, and how far each of it is. */
export function FollowupsCard({ callId }: { callId: string }) {
  const t = useTranslations("calls.followups");
  const trpc = useTRPC();
  const followups = useQuery(
    trpc.calls.followups.queryOptions(
      { callId },
      { refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "waiting") ? POLL_MS : false) },
    ),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent>
        <QueryBody query={followups} skeleton={<Skeleton className="h-24" />}>
          {(data) =>
            data.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("empty")}</p>
            ) : (
              <ul className="grid gap-4">
                {data.map((followup) => (
                  <Followup key={followup.id} followup={followup} />
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}

function Followup({ followup }: { followup: FollowupRow }) {
  const t = useTranslations("calls.followups");
  const { timeZone } = useWorkspace();
  const { step, status, attempts, dueAt, code, summary, check } = followup;
  const isTriedAgain = status === "waiting" && attempts > 0;
  return (
    <li className="grid gap-2 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">{t(`steps.${step}`)}</span>
        {status === "skipped" ? (
          <Badge variant="outline">{t(`skipped.${code ?? "NOT_SET_UP"}`)}</Badge>
        ) : (
          <StatusBadge status={status} />
        )}
      </div>
      {summary && <Summary summary={summary} />}
      {check && <Check check={check} />}
      {(isTriedAgain || status === "failed") && (
        <p className="text-muted-foreground">
          {[t("tries", { count: attempts }), code].filter(Boolean).join(" · ")}
          {isTriedAgain && dueAt && (
            <>
              {" · "}
              {t.rich("next", { when: () => <When at={dueAt} zone={timeZone} /> })}
            </>
          )}
        </p>
      )}
      {status === "failed" && <Retry followupId={followup.id} />}
    </li>
  );
}

function Summary({ summary }: { summary: CallSummary }) {
  const t = useTranslations("calls.followups");
  return (
    <>
      <p>{summary.text}</p>
      {summary.actions.length > 0 && (
        <div className="grid gap-1">
          <p className="text-muted-foreground">{t("actions")}</p>
          <ul className="grid list-disc gap-1 pl-5">
            {summary.actions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ul>
        </div>
      )}
      {summary.by === "model" && <p className="text-xs text-muted-foreground">{t("byModel")}</p>}
    </>
  );
}

function Check({ check }: { check: TranscriptCheck }) {
  const t = useTranslations("calls.followups");
  const format = useFormatter();
  const locale = useLocale();
  const unsaid = [
    ...check.promises
      .filter(({ isAmountSaid, isDaySaid }) => !isAmountSaid || !isDaySaid)
      .map((promise) =>
        t("unsaidPromise", {
          amount: formatMoney(promise, locale),
          day: format.dateTime(new Date(`${promise.dueOn}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" }),
        }),
      ),
    ...check.disputes.filter(({ isSaid }) => !isSaid).map(({ invoice }) => t("unsaidDispute", { invoice })),
    ...check.unwritten.map((words) => `“${words}”`),
  ];
  return (
    <>
      <p className={unsaid.length > 0 ? "text-warning-strong" : "text-muted-foreground"}>
        {t(`verdicts.${check.verdict}`)}
      </p>
      {unsaid.length > 0 && (
        <ul className="grid list-disc gap-1 pl-5">
          {unsaid.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Retry({ followupId }: { followupId: string }) {
  const t = useTranslations("calls.followups");
  const trpc = useTRPC();
  const client = useQueryClient();
  const may = useMay("calls.followUp");
  const retry = useMutation(
    trpc.calls.retryFollowup.mutationOptions({
      onSuccess: async () => {
        toast.success(t("retrying"));
        await client.invalidateQueries({ queryKey: trpc.calls.followups.pathKey() });
      },
    }),
  );
  if (!may) return null;
  return (
    <Button
      variant="outline"
      size="sm"
      className="justify-self-start"
      pending={retry.isPending}
      onClick={() => retry.mutate({ followupId })}
    >
      {t("retry")}
    </Button>
  );
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { BacktestResult } from "@/components/simulation/backtest-result";
import { RunButton, RunState } from "@/components/simulation/run-state";
import { type Graphs, runnableDraft, runnableVersion } from "@/components/simulation/runnable";
import { UnfitDraft } from "@/components/simulation/unfit-draft";
import { useSimulation } from "@/components/simulation/use-simulation";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";

/** The draft, and the live version beside it, over what really happened. */
export function Backtest({ graphs, builderHref }: { graphs: Graphs; builderHref: string }) {
  const t = useTranslations("simulation");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { slug } = useWorkspace();
  const { state, start, cancel, wait } = useSimulation();
  const [shown, setShown] = useState<{ draft: ExecutableGraph; live: ExecutableGraph | null; number: number | null }>();
  const [loadError, setLoadError] = useState<unknown>();
  const history = useQuery(trpc.simulations.history.queryOptions({ days: 1 }));
  const [changed, setChanged] = useState<{ from?: string; days?: string; overdue?: string; suppose?: boolean }>({});
  if (history.isError) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (history.isPending) return <Skeleton className="h-96" />;
  if (history.data.firstDay === null) {
    return (
      <EmptyState
        icon={History}
        title={t("noHistory.title")}
        description={t("noHistory.body")}
        action={
          <Button asChild>
            <Link href={`/${slug}/imports/new`}>{t("noHistory.action")}</Link>
          </Button>
        }
      />
    );
  }
  const draft = runnableDraft(graphs.draft);
  const from = changed.from ?? history.data.from;
  const days = Number(changed.days ?? "365");
  const overdue = Number(changed.overdue ?? "1");
  const daysFit = Number.isInteger(days) && days >= 1 && days <= 1_000;
  const overdueFits = Number.isInteger(overdue) && overdue >= 0 && overdue <= 3_650;
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(from);
  const suppose = changed.suppose ?? true;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!("graph" in draft)) return;
    const live = graphs.live ? runnableVersion(graphs.live) : null;
    setLoadError(undefined);
    wait();
    try {
      const loaded = await client.fetchQuery(trpc.simulations.history.queryOptions({ from, days }));
      const { tenant, debtors } = loaded;
      const entry = { overdueDaysMin: overdue, rolling: true };
      const common = { tenant, debtors, seed: "history", from: loaded.from, days: loaded.days, entry };
      setShown({ draft: draft.graph, live, number: graphs.live?.number ?? null });
      start({ runs: [draft.graph, ...(live ? [live] : [])].map((graph) => ({ ...common, graph })), suppose });
    } catch (error) {
      cancel();
      setLoadError(error);
    }
  }

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <Card>
        <CardContent>
          <form onSubmit={(event) => void submit(event)} className="grid gap-4">
            {"problems" in draft && <UnfitDraft problems={draft.problems} href={builderHref} />}
            <FormField
              label={t("from")}
              error={dated ? undefined : t("fromError")}
              hint={t("historyHint", { from: history.data.firstDay, to: history.data.lastDay ?? "" })}
            >
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={from}
                  onChange={(event) => setChanged({ ...changed, from: event.target.value })}
                />
              )}
            </FormField>
            <FormField label={t("days")} error={daysFit ? undefined : t("historyDaysError")}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={changed.days ?? "365"}
                  onChange={(event) => setChanged({ ...changed, days: event.target.value })}
                />
              )}
            </FormField>
            <FormField label={t("overdue")} hint={t("historyOverdueHint")}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={changed.overdue ?? "1"}
                  onChange={(event) => setChanged({ ...changed, overdue: event.target.value })}
                />
              )}
            </FormField>
            <Label className="flex items-start gap-2 text-sm font-normal">
              <Checkbox
                checked={suppose}
                onCheckedChange={(checked) => setChanged({ ...changed, suppose: checked === true })}
                className="mt-0.5"
              />
              {t("suppose")}
            </Label>
            <RunButton
              label={t("runBacktest")}
              state={state}
              ready={"graph" in draft && daysFit && overdueFits && dated}
              onCancel={cancel}
            />
          </form>
        </CardContent>
      </Card>
      <div className="grid min-w-0 gap-4">
        <RunState
          state={state}
          loadError={loadError}
          empty={{ icon: History, title: t("emptyBacktest.title"), description: t("emptyBacktest.body") }}
        />
        {state.status === "done" && shown && state.results[0] && (
          <BacktestResult
            graphs={shown}
            draft={state.results[0]}
            live={state.results[1] ?? null}
            names={state.names}
            seconds={state.seconds}
          />
        )}
      </div>
    </div>
  );
}

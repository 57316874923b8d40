"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ResultView } from "@/components/simulation/result-view";
import { RunButton, RunState } from "@/components/simulation/run-state";
import { type Graphs, runnableDraft, runnableVersion } from "@/components/simulation/runnable";
import { UnfitDraft } from "@/components/simulation/unfit-draft";
import { useSimulation } from "@/components/simulation/use-simulation";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardContent } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorState } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { asksPeople, type TeamName, teams } from "@/server/journeys/simulation/team";

type Settings = {
  which: "draft" | "live";
  whom: "synthetic" | "real";
  count: string;
  days: string;
  from: string;
  overdue: string;
  rolling: boolean;
  seed: string;
  team: TeamName;
};

const whole = (text: string, min: number, max: number) => {
  const value = Number(text);
  return text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
};

/** Days to come, on made-up or real debtors. */
export function Simulate({ graphs, builderHref }: { graphs: Graphs; builderHref: string }) {
  const t = useTranslations("simulation");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { state, start, cancel, wait } = useSimulation();
  const [shown, setShown] = useState<ExecutableGraph>();
  const [loadError, setLoadError] = useState<unknown>();
  const workspace = useQuery(trpc.simulations.debtors.queryOptions({ limit: 1, overdueDaysMin: -365 }));
  const draft = runnableDraft(graphs.draft);
  const [changed, setChanged] = useState<Partial<Settings>>({});
  if (workspace.isError) return <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />;
  if (workspace.isPending) return <Skeleton className="h-96" />;
  const settings: Settings = {
    which: "graph" in draft ? "draft" : "live",
    whom: "synthetic",
    count: "1000",
    days: "90",
    from: workspace.data.today,
    overdue: "1",
    rolling: false,
    seed: "duelane",
    team: "usual",
    ...changed,
  };
  const set = (change: Partial<Settings>) => setChanged((before) => ({ ...before, ...change }));
  const count = whole(settings.count, 1, 5_000);
  const days = whole(settings.days, 1, 365);
  const overdueDaysMin = whole(settings.overdue, 0, 3_650);
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(settings.from);
  const graph =
    settings.which === "live" && graphs.live
      ? runnableVersion(graphs.live)
      : "graph" in draft
        ? draft.graph
        : undefined;
  const ready = graph && count !== undefined && days !== undefined && overdueDaysMin !== undefined && dated;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    setShown(graph);
    setLoadError(undefined);
    const { seed, from, rolling } = settings;
    const common = { graph, seed, from, days, entry: { overdueDaysMin, rolling }, team: teams[settings.team] };
    const tenant = workspace.data?.tenant;
    if (!tenant) return;
    if (settings.whom === "synthetic") {
      start({ runs: [{ ...common, tenant, debtors: { synthetic: count } }], suppose: false });
      return;
    }
    wait();
    try {
      const query = trpc.simulations.debtors.queryOptions({
        limit: count,
        overdueDaysMin: rolling ? -days : overdueDaysMin,
      });
      const loaded = await client.fetchQuery(query);
      start({ runs: [{ ...common, tenant: loaded.tenant, debtors: loaded.debtors }], suppose: false });
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
            <FormField label={t("which.label")}>
              {(control) => (
                <NativeSelect
                  {...control}
                  value={settings.which}
                  onChange={(event) => set({ which: event.target.value as Settings["which"] })}
                >
                  <option value="draft" disabled={"problems" in draft}>
                    {t("which.draft")}
                  </option>
                  <option value="live" disabled={!graphs.live}>
                    {graphs.live ? t("which.live", { number: graphs.live.number }) : t("which.noLive")}
                  </option>
                </NativeSelect>
              )}
            </FormField>
            <FormField label={t("whom.label")} hint={t(`whom.${settings.whom}Hint`)}>
              {(control) => (
                <NativeSelect
                  {...control}
                  value={settings.whom}
                  onChange={(event) => set({ whom: event.target.value as Settings["whom"] })}
                >
                  <option value="synthetic">{t("whom.synthetic")}</option>
                  <option value="real">{t("whom.real")}</option>
                </NativeSelect>
              )}
            </FormField>
            <div className="grid grid-cols-2 gap-3">
              <FormField label={t("count")} error={count === undefined ? t("countError") : undefined}>
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    value={settings.count}
                    onChange={(event) => set({ count: event.target.value })}
                  />
                )}
              </FormField>
              <FormField label={t("days")} error={days === undefined ? t("daysError") : undefined}>
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    value={settings.days}
                    onChange={(event) => set({ days: event.target.value })}
                  />
                )}
              </FormField>
            </div>
            <FormField label={t("from")} error={dated ? undefined : t("fromError")}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={settings.from}
                  onChange={(event) => set({ from: event.target.value })}
                />
              )}
            </FormField>
            <FormField label={t("overdue")} hint={t("overdueHint")}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={settings.overdue}
                  onChange={(event) => set({ overdue: event.target.value })}
                />
              )}
            </FormField>
            <Label className="flex items-start gap-2 text-sm font-normal">
              <Checkbox
                checked={settings.rolling}
                onCheckedChange={(checked) => set({ rolling: checked === true })}
                className="mt-0.5"
              />
              {t("rolling")}
            </Label>
            {graph && asksPeople(graph) && (
              <FormField label={t("team.label")} hint={t("team.hint")}>
                {(control) => (
                  <NativeSelect
                    {...control}
                    value={settings.team}
                    onChange={(event) => set({ team: event.target.value as TeamName })}
                  >
                    {Object.keys(teams).map((name) => (
                      <option key={name} value={name}>
                        {t(`team.${name as TeamName}`)}
                      </option>
                    ))}
                  </NativeSelect>
                )}
              </FormField>
            )}
            <FormField label={t("seed")} hint={t("seedHint")}>
              {(control) => (
                <Input
                  {...control}
                  value={settings.seed}
                  maxLength={40}
                  onChange={(event) => set({ seed: event.target.value })}
                />
              )}
            </FormField>
            <RunButton label={t("run")} state={state} ready={Boolean(ready)} onCancel={cancel} />
          </form>
        </CardContent>
      </Card>
      <div className="grid min-w-0 gap-4">
        <RunState
          state={state}
          loadError={loadError}
          empty={{ icon: FlaskConical, title: t("empty.title"), description: t("empty.body") }}
        />
        {state.status === "done" && shown && state.results[0] && (
          <ResultView
            graph={shown}
            result={state.results[0]}
            names={state.names}
            real={settings.whom === "real"}
            seconds={state.seconds}
          />
        )}
      </div>
    </div>
  );
}

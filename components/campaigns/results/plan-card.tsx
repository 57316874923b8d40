"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { priorities } from "@/components/campaigns/launch/plan-draft";
import { PlanDialog } from "@/components/campaigns/results/plan-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Progress } from "@/components/ui/progress";
import { When } from "@/components/ui/when";
import type { CampaignDetail } from "@/server/campaigns/contract";

/** How the campaign is run, and how far it is towards its goal and through its budget. */
export function PlanCard({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.planCard");
  const words = useTranslations("campaigns.plan");
  const format = useFormatter();
  const trpc = useTRPC();
  const progress = useQuery(trpc.campaigns.progress.queryOptions({ campaignId: campaign.id }));
  const mayChange = useMay("campaigns.update");
  const { plan, spent } = campaign;
  const { goal, budget, pace = {} } = plan;
  const named = (["low", "normal", "high"] as const).find((name) => priorities[name] === plan.priority);
  const reached = progress.data?.goal;
  const paces = (["email", "sms", "voice"] as const).flatMap((channel) => {
    const perHour = pace[channel];
    return perHour === undefined ? [] : [`${words(`channels.${channel}`)} ${format.number(perHour)}`];
  });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{words("title")}</CardTitle>
        {mayChange && campaign.status !== "ended" && (
          <CardAction>
            <PlanDialog campaign={campaign} />
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {campaign.pauseReason === "budget" && (
          <p className="mb-2 text-sm text-destructive-strong">{t("budgetSpent")}</p>
        )}
        <dl className="grid gap-2 text-sm">
          {plan.startsAt && campaign.status === "scheduled" && (
            <Line label={words("startsAt")}>
              <When at={plan.startsAt} />
            </Line>
          )}
          {plan.endsAt && (
            <Line label={words("endsAt")}>
              <When at={plan.endsAt} />
            </Line>
          )}
          <Line label={words("priority")}>{named ? words(`priorities.${named}`) : format.number(plan.priority)}</Line>
          {plan.holdoutPercent > 0 && (
            <Line label={t("heldOut")}>{format.number(plan.holdoutPercent / 100, { style: "percent" })}</Line>
          )}
          {goal && (
            <Line
              label={words("goal")}
              bar={
                reached && <Progress value={reached.percent} aria-label={t("reached", { percent: reached.percent })} />
              }
            >
              {goal.kind === "recovered" ? (
                <Money amountMinor={goal.amountMinor} currency={goal.currency} />
              ) : (
                t("settledShare", { percent: goal.percent })
              )}
            </Line>
          )}
          {budget?.touches !== undefined && (
            <Line
              label={words("budgetTouches")}
              bar={<Progress value={(spent.touches * 100) / budget.touches} aria-label={words("budgetTouches")} />}
            >
              {t("of", { used: format.number(spent.touches), total: format.number(budget.touches) })}
            </Line>
          )}
          {budget?.cost && (
            <Line label={t("cost")}>
              {format.number(spent.costMicros / 1_000_000, { style: "currency", currency: budget.cost.currency })} /{" "}
              <Money amountMinor={budget.cost.amountMinor} currency={budget.cost.currency} />
            </Line>
          )}
          {paces.length > 0 && <Line label={words("pace")}>{paces.join(" · ")}</Line>}
        </dl>
      </CardContent>
    </Card>
  );
}

function Line({ label, bar, children }: { label: string; bar?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
      {bar && <dd className="col-span-2">{bar}</dd>}
    </div>
  );
}

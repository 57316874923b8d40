"use client";

import { useQuery } from "@tanstack/react-query";
import { Clock, Hourglass, OctagonPause } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Money } from "@/components/ui/money";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";
import { LocalTime, When } from "@/components/ui/when";
import type { NextStep } from "@/server/debtors/contract";

/** The next planned contact with why it is then, and what the journeys wait for. */
export function NextPanel({ debtorId }: { debtorId: string }) {
  const t = useTranslations("debtors.detail");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const next = useQuery(trpc.debtors.next.queryOptions({ debtorId }));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("next")}</CardTitle>
      </CardHeader>
      <CardContent>
        <QueryBody query={next} skeleton={<Skeleton className="h-14" />}>
          {(data) =>
            data.length === 0 ? (
              <div className="flex flex-col items-start gap-2">
                <p className="text-sm text-muted-foreground">{t("nothingNext")}</p>
                <Button variant="outline" size="sm" asChild>
                  <Link href={`/${slug}/campaigns`}>{t("launch")}</Link>
                </Button>
              </div>
            ) : (
              <ul className="divide-y">
                {data.map((step) => (
                  <li key={keyOf(step)} className="py-2.5 first:pt-0 last:pb-0">
                    {step.kind === "touch" && <TouchStep step={step} />}
                    {step.kind === "wait" && <WaitStep step={step} debtorId={debtorId} />}
                    {step.kind === "payment" && <PaymentStep step={step} />}
                  </li>
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}

function keyOf(step: NextStep) {
  if (step.kind === "touch") return step.touchId;
  return step.kind === "wait" ? step.enrollmentId : step.paymentId;
}

function PaymentStep({ step }: { step: Extract<NextStep, { kind: "payment" }> }) {
  const t = useTranslations("debtors.detail");
  return (
    <div className="flex gap-2.5">
      <Hourglass className="mt-0.5 size-4 shrink-0 text-warning-strong" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">
          {t.rich("paymentOnItsWay", {
            amount: () => <Money key="amount" amountMinor={step.amountMinor} currency={step.currency} />,
          })}
        </p>
        <p className="text-xs text-muted-foreground">
          {t("paymentOnItsWayHint")} <When at={step.since} />
        </p>
      </div>
    </div>
  );
}

function TouchStep({ step }: { step: Extract<NextStep, { kind: "touch" }> }) {
  const t = useTranslations("debtors.detail");
  const codes = useTranslations("policy.codes");
  const { slug } = useWorkspace();
  const zone = step.zones[0];
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          <ChannelIcon channel={step.channel} label />
        </span>
        <When at={step.at} className="text-sm" />
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
        {zone && (
          <span>
            <LocalTime at={step.at} zone={zone} /> ({t("theirTime")})
          </span>
        )}
        {step.campaignName && step.campaignId && (
          <Link href={`/${slug}/campaigns/${step.campaignId}`} className="underline-offset-4 hover:underline">
            {step.campaignName}
          </Link>
        )}
      </p>
      <p className="text-xs text-muted-foreground">
        {step.verdict && ["allow", "defer", "deny"].includes(step.verdict) ? `${t(`verdict.${step.verdict}`)}. ` : null}
        {step.code && <span>{codes.has(step.code) ? codes(step.code) : step.code} </span>}
        <Link
          href={`/${slug}/touches/${step.touchId}`}
          className="rounded-sm text-primary underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          {t("receipt")}
        </Link>
      </p>
    </div>
  );
}

function WaitStep({ step, debtorId }: { step: Extract<NextStep, { kind: "wait" }>; debtorId: string }) {
  const t = useTranslations("debtors.detail");
  const { slug } = useWorkspace();
  const Icon = step.status === "waiting" ? Clock : OctagonPause;
  return (
    <div className="flex gap-2.5">
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0">
        <Link
          href={`/${slug}/campaigns/${step.campaignId}`}
          className="block truncate rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          {step.campaignName}
        </Link>
        <p className="text-xs text-muted-foreground">
          {step.status === "parked"
            ? t("parked", { reason: step.reason ?? "–" })
            : step.status === "paused"
              ? t("pausedCampaign")
              : step.at
                ? t.rich("waits", { when: () => step.at && <When key="when" at={step.at} /> })
                : t("waitsSignal")}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs">
          <Link href={`/${slug}/campaigns/${step.campaignId}/enrollments/${step.enrollmentId}`} className={textLink}>
            {t("stepHistory")}
          </Link>
          <Link href={`/${slug}/policy/house?debtor=${debtorId}`} className={textLink}>
            {t("mayWe")}
          </Link>
        </p>
      </div>
    </div>
  );
}

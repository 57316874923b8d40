"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type FormEvent, useState } from "react";
import {
  type AudienceDraft,
  AudienceFields,
  audienceOf,
  emptyAudience,
} from "@/components/campaigns/launch/audience-fields";
import { AudiencePreviewCard } from "@/components/campaigns/launch/audience-preview-card";
import {
  emptyPlan,
  type PlanDraft,
  priorities,
  proposedHoldout,
  readPlan,
} from "@/components/campaigns/launch/plan-draft";
import { PlanFields } from "@/components/campaigns/launch/plan-fields";
import { useSettled } from "@/components/campaigns/launch/use-settled";
import { LaunchReview } from "@/components/campaigns/rehearsal/launch-review";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow } from "@/components/ui/now";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { LaunchCampaignInput } from "@/server/campaigns/contract";

/** A published journey, an audience with its live count, a name; then what would happen, and the launch. */
export function LaunchForm() {
  const t = useTranslations("campaigns.launch");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const { slug, timeZone, currency } = useWorkspace();
  const journeys = useQuery(trpc.journeys.list.queryOptions({}));
  const published = (journeys.data ?? []).flatMap((journey) =>
    journey.latestVersion ? [{ name: journey.name, journeyId: journey.id, ...journey.latestVersion }] : [],
  );
  const [version, setVersion] = useState<string>();
  const [name, setName] = useState("");
  const [draft, setDraft] = useState<AudienceDraft>(emptyAudience);
  const audience = audienceOf(draft);
  const [planDraft, setPlanDraft] = useState<PlanDraft>(emptyPlan);
  const settled = useSettled(audience);
  const preview = useQuery(
    trpc.campaigns.previewAudience.queryOptions(
      { audience: settled ?? { overdueDaysMin: 0 }, priority: priorities[planDraft.priority] },
      { enabled: settled !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const holdoutDefault = proposedHoldout(preview.data?.debtors ?? 0);
  const now = useNow();
  const read = readPlan(planDraft, { timeZone, currency, holdoutDefault, now });
  const chosen = published.find((each) => each.id === version) ?? published[0];
  const [checking, setChecking] = useQueryState("check", parseAsBoolean.withOptions({ history: "push" }));
  const launch = useMutation(
    trpc.campaigns.launch.mutationOptions({
      onSuccess: async ({ campaignId }) => {
        await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
        router.push(`/${slug}/campaigns/${campaignId}`);
      },
    }),
  );
  const input: LaunchCampaignInput | undefined =
    chosen && audience && "plan" in read
      ? { name: name.trim() || t("defaultName"), journeyVersionId: chosen.id, audience, plan: read.plan }
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input) void setChecking(true);
  };

  if (journeys.isError) return <ErrorState error={journeys.error} onRetry={() => journeys.refetch()} />;
  if (journeys.isPending) return <Skeleton className="h-80 w-full max-w-2xl" />;
  if (published.length === 0) {
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState
          title={t("noJourney.title")}
          description={t("noJourney.body")}
          action={
            <Button asChild>
              <Link href={`/${slug}/journeys`}>{t("noJourney.action")}</Link>
            </Button>
          }
        />
      </>
    );
  }
  if (checking && input && chosen) {
    return (
      <LaunchReview
        input={input}
        journeyId={chosen.journeyId}
        launching={launch.isPending || launch.isSuccess}
        error={launch.error}
        onBack={() => void setChecking(null)}
        onLaunch={() => launch.mutate(input)}
      />
    );
  }
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <form onSubmit={submit} className="grid max-w-4xl gap-6 lg:grid-cols-[1fr_20rem]">
        <div className="grid content-start gap-4">
          <FormField label={t("name")}>
            {(control) => (
              <Input
                {...control}
                value={name}
                placeholder={t("defaultName")}
                maxLength={120}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </FormField>
          <FormField label={t("journey")} hint={t("journeyHint")}>
            {(control) => (
              <NativeSelect {...control} value={chosen?.id} onChange={(event) => setVersion(event.target.value)}>
                {published.map((each) => (
                  <option key={each.id} value={each.id}>
                    {t("version", { name: each.name, number: each.number })}
                  </option>
                ))}
              </NativeSelect>
            )}
          </FormField>
          <AudienceFields draft={draft} onChange={setDraft} />
          <PlanFields
            draft={planDraft}
            wrong={"wrong" in read ? read.wrong : []}
            holdoutDefault={holdoutDefault}
            onChange={setPlanDraft}
          />
        </div>
        <div className="grid content-start gap-3">
          <AudiencePreviewCard preview={preview} complete={audience !== undefined} />
          <Button type="submit" disabled={!input}>
            {t("check")}
          </Button>
        </div>
      </form>
    </>
  );
}

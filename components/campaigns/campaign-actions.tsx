"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { ResumeDialog } from "@/components/campaigns/resume-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { CampaignDetail } from "@/server/campaigns/contract";

/** Pause, resume, end: what the campaign's state allows. */
export function CampaignActions({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.actions");
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayChange = useMay("campaigns.update");
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  const pause = useMutation(trpc.campaigns.pause.mutationOptions({ onSettled }));
  const resume = useMutation(trpc.campaigns.resume.mutationOptions({ onSettled }));
  const end = useMutation(trpc.campaigns.end.mutationOptions({ onSettled }));
  if (!mayChange || campaign.status === "ended" || campaign.status === "draft") return null;
  const input = { campaignId: campaign.id };
  return (
    <>
      {campaign.status === "running" && (
        <Button variant="outline" pending={pause.isPending} onClick={() => pause.mutate(input)}>
          <Pause aria-hidden /> {t("pause")}
        </Button>
      )}
      {campaign.status === "paused" && (
        <ResumeDialog
          campaign={campaign}
          pending={resume.isPending}
          onResume={(timers) => resume.mutate({ ...input, timers })}
        />
      )}
      <ConfirmDialog
        button={
          <Button variant="outline" pending={end.isPending}>
            <CircleStop aria-hidden /> {t("end")}
          </Button>
        }
        title={t("endTitle")}
        description={t("endBody")}
        keep={t("keep")}
        actions={[{ label: t("end"), act: () => end.mutate(input) }]}
      />
    </>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { ResumeDialog } from "@/components/campaigns/resume-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
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
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button variant="outline" pending={end.isPending}>
            <CircleStop aria-hidden /> {t("end")}
          </Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>{t("endTitle")}</AlertDialogTitle>
            <AlertDialogDescription>{t("endBody")}</AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>{t("keep")}</AlertDialogCancel>
            <AlertDialogAction onClick={() => end.mutate(input)}>{t("end")}</AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}

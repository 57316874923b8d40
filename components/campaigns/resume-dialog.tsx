"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
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
import { When } from "@/components/ui/when";
import type { CampaignDetail } from "@/server/campaigns/contract";

/** Asks the one thing only a person knows: whether the waits stood still while the campaign did. */
export function ResumeDialog({
  campaign,
  pending,
  onResume,
}: {
  campaign: CampaignDetail;
  pending: boolean;
  onResume: (timers: "stop" | "run_on") => void;
}) {
  const t = useTranslations("campaigns.resume");
  const { pausedAt } = campaign;
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="outline" pending={pending}>
          <Play aria-hidden /> {t("button")}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t("title")}</AlertDialogTitle>
          <AlertDialogDescription>
            {pausedAt && <>{t.rich("since", { when: () => <When key="when" at={pausedAt} /> })} </>}
            {t("body")}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <dl className="grid gap-3 text-sm">
          {(["stop", "run_on"] as const).map((timers) => (
            <div key={timers}>
              <dt className="font-medium">{t(timers)}</dt>
              <dd className="text-muted-foreground">{t(`${timers}_hint`)}</dd>
            </div>
          ))}
        </dl>
        <AlertDialogFooter>
          <AlertDialogCancel>{t("keep")}</AlertDialogCancel>
          <AlertDialogAction onClick={() => onResume("run_on")}>{t("run_on")}</AlertDialogAction>
          <AlertDialogAction onClick={() => onResume("stop")}>{t("stop")}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}

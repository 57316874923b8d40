"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
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
    <ConfirmDialog
      button={
        <Button variant="outline" pending={pending}>
          <Play aria-hidden /> {t("button")}
        </Button>
      }
      title={t("title")}
      description={
        <>
          {pausedAt && <>{t.rich("since", { when: () => <When key="when" at={pausedAt} /> })} </>}
          {t("body")}
        </>
      }
      keep={t("keep")}
      actions={[
        { label: t("run_on"), act: () => onResume("run_on") },
        { label: t("stop"), act: () => onResume("stop") },
      ]}
    >
      <dl className="grid gap-3 text-sm">
        {(["stop", "run_on"] as const).map((timers) => (
          <div key={timers}>
            <dt className="font-medium">{t(timers)}</dt>
            <dd className="text-muted-foreground">{t(`${timers}_hint`)}</dd>
          </div>
        ))}
      </dl>
    </ConfirmDialog>
  );
}

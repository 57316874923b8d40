"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { draftOf, readPlan } from "@/components/campaigns/launch/plan-draft";
import { PlanFields } from "@/components/campaigns/launch/plan-fields";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { useNow } from "@/components/ui/now";
import {
  Dialog,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/overlays/dialog";
import type { CampaignDetail } from "@/server/campaigns/contract";

/** Changes how a campaign runs while it does: its end, priority, goal, budget and pace. */
export function PlanDialog({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.planCard");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { timeZone, currency } = useWorkspace();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(campaign.plan, timeZone));
  const read = readPlan(draft, { timeZone, currency, holdoutDefault: campaign.plan.holdoutPercent, now });
  const change = useMutation(
    trpc.campaigns.changePlan.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!("plan" in read)) return;
    const { endsAt = null, priority, goal = null, budget = null, pace = null } = read.plan;
    change.mutate({ campaignId: campaign.id, endsAt, priority, goal, budget, pace });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (next) setDraft(draftOf(campaign.plan, timeZone));
        setOpen(next);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm">
          {t("change")}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[90dvh] overflow-y-auto">
        <DialogHeader>
          <DialogTitle>{t("dialog")}</DialogTitle>
        </DialogHeader>
        <form id="change-plan" onSubmit={submit}>
          <PlanFields
            draft={draft}
            wrong={"wrong" in read ? read.wrong : []}
            holdoutDefault={campaign.plan.holdoutPercent}
            launched
            onChange={setDraft}
          />
          {change.isError && (
            <p role="alert" className="pt-2 text-sm text-destructive-strong">
              {errorText(change.error)}
            </p>
          )}
        </form>
        <DialogFooter>
          <Button variant="outline" onClick={() => setOpen(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" form="change-plan" pending={change.isPending} disabled={!("plan" in read)}>
            {t("save")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

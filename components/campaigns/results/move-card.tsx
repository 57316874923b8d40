"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { MoveDialog } from "@/components/campaigns/results/move-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { When } from "@/components/ui/when";
import type { CampaignDetail } from "@/server/campaigns/contract";

const POLL_MS = 2_000;

/** A newer version of the campaign's journey: move those inside to it, watch that, take it back. */
export function MoveCard({ campaign }: { campaign: CampaignDetail }) {
  const t = useTranslations("campaigns.move");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayChange = useMay("campaigns.update");
  const versions = useQuery(trpc.journeys.versions.queryOptions({ journeyId: campaign.journeyId }));
  const move = useQuery(
    trpc.campaigns.lastMove.queryOptions(
      { campaignId: campaign.id },
      { refetchInterval: ({ state }) => (state.data && !state.data.doneAt ? POLL_MS : false) },
    ),
  );
  const undo = useMutation(
    trpc.campaigns.undoMove.mutationOptions({
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    }),
  );
  const others = (versions.data?.items ?? []).filter((version) => version.id !== campaign.journeyVersionId);
  const newer = others.filter((version) => version.number > campaign.journeyVersion);
  const last = move.data;
  if (!mayChange || campaign.status === "ended" || (newer.length === 0 && !last)) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3 text-sm">
        {last && (
          <p>
            {last.undoneAt
              ? t("undone", { count: last.moved })
              : last.doneAt
                ? t("done", { count: last.moved })
                : t("running", { count: last.moved })}{" "}
            <When at={last.undoneAt ?? last.doneAt ?? last.startedAt} />
          </p>
        )}
        {last?.undoUntil && (
          <div className="grid justify-items-start gap-1">
            <Button
              variant="outline"
              size="sm"
              pending={undo.isPending}
              onClick={() => undo.mutate({ campaignId: campaign.id })}
            >
              {t("undo")}
            </Button>
            <p className="text-xs text-muted-foreground">
              {t("undoUntil")} <When at={last.undoUntil} />
            </p>
          </div>
        )}
        {undo.isError && (
          <p role="alert" className="text-destructive-strong">
            {errorText(undo.error)}
          </p>
        )}
        {newer.length > 0 && (last === null || last?.doneAt) && (
          <>
            <p className="text-muted-foreground">{t("newer", { number: newer[0]?.number ?? 0 })}</p>
            <MoveDialog campaign={campaign} versions={newer} />
          </>
        )}
      </CardContent>
    </Card>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState, useErrorText } from "@/components/ui/error-state";
import { NativeSelect } from "@/components/ui/native-select";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/overlays/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { CampaignDetail } from "@/server/campaigns/contract";
import type { DraftNode } from "@/server/journeys/graph/schema";

type Version = { id: string; number: number };

/** Who stands where, and where each goes in the other version; nothing happens before it was seen. */
export function MoveDialog({ campaign, versions }: { campaign: CampaignDetail; versions: readonly Version[] }) {
  const t = useTranslations("campaigns.move");
  const format = useFormatter();
  const errorText = useErrorText();
  const words = useStepWords();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(versions[0]?.id ?? "");
  const [changed, setChanged] = useState<Record<string, string>>({});
  const [all, setAll] = useState(false);
  const journeyVersionId = versions.some((version) => version.id === chosen) ? chosen : (versions[0]?.id ?? "");
  const input = { campaignId: campaign.id, journeyVersionId };
  const preview = useQuery(trpc.campaigns.previewMove.queryOptions(input, { enabled: open, gcTime: 0 }));
  const before = useQuery(
    trpc.journeys.version.queryOptions({ versionId: campaign.journeyVersionId }, { enabled: open }),
  );
  const after = useQuery(trpc.journeys.version.queryOptions({ versionId: journeyVersionId }, { enabled: open }));
  const start = useMutation(
    trpc.campaigns.startMove.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      },
    }),
  );
  const title = (nodes: readonly DraftNode[] | undefined, id: string) => {
    const node = nodes?.find((each) => each.id === id);
    return node ? words.title(node) : id;
  };
  const target = (nodeId: string, proposed: string | null) => changed[nodeId] ?? proposed ?? "";
  const steps = preview.data?.steps ?? [];
  // Where nobody stands there is little to decide: those steps are moved as proposed, and shown when asked for.
  const shown = all ? steps : steps.filter(({ here, proposed }) => here > 0 || proposed === null);
  const hidden = steps.length - shown.length;
  const map = Object.fromEntries(
    steps.flatMap(({ nodeId, proposed }) => {
      const to = target(nodeId, proposed);
      return to === "" ? [] : [[nodeId, to]];
    }),
  );
  const moving = steps.reduce((sum, step) => sum + (map[step.nodeId] ? step.here : 0), 0);
  const error = preview.error ?? before.error ?? after.error;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" className="justify-self-start">
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[90dvh] overflow-y-auto">
        <DialogHeader>
          <DialogTitle>{t("dialog")}</DialogTitle>
          <DialogDescription>{t("body")}</DialogDescription>
        </DialogHeader>
        {versions.length > 1 && (
          <NativeSelect
            aria-label={t("version")}
            value={journeyVersionId}
            onChange={(event) => setChosen(event.target.value)}
          >
            {versions.map((version) => (
              <option key={version.id} value={version.id}>
                {t("versionNumber", { number: version.number })}
              </option>
            ))}
          </NativeSelect>
        )}
        {error ? (
          <ErrorState error={error} onRetry={() => void preview.refetch()} />
        ) : !preview.data || !before.data || !after.data ? (
          <Skeleton className="h-48" />
        ) : (
          <ul className="grid gap-2">
            <li
              aria-hidden
              className="grid grid-cols-[1fr_auto] gap-2 text-xs font-medium text-muted-foreground sm:grid-cols-[1fr_4rem_1fr]"
            >
              <span>{t("columns.step")}</span>
              <span className="text-right">{t("columns.here")}</span>
              <span className="max-sm:hidden">{t("columns.to")}</span>
            </li>
            {shown.map(({ nodeId, here, proposed }) => (
              <li
                key={nodeId}
                className="grid grid-cols-[1fr_auto] items-center gap-2 text-sm sm:grid-cols-[1fr_4rem_1fr]"
              >
                <span className="truncate">{title(before.data.graph.nodes, nodeId)}</span>
                <span className="text-right tabular-nums">{format.number(here)}</span>
                <span className="max-sm:col-span-2">
                  <NativeSelect
                    aria-label={t("goesTo", { step: title(before.data.graph.nodes, nodeId) })}
                    value={target(nodeId, proposed)}
                    onChange={(event) => setChanged({ ...changed, [nodeId]: event.target.value })}
                  >
                    <option value="">{t("stays")}</option>
                    {preview.data.targets.map((id) => (
                      <option key={id} value={id}>
                        {title(after.data.graph.nodes, id)}
                      </option>
                    ))}
                  </NativeSelect>
                </span>
              </li>
            ))}
            {hidden > 0 && (
              <li>
                <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
                  {t("showEmpty", { count: hidden })}
                </Button>
              </li>
            )}
          </ul>
        )}
        {start.isError && (
          <p role="alert" className="text-sm text-destructive-strong">
            {errorText(start.error)}
          </p>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={() => setOpen(false)}>
            {t("cancel")}
          </Button>
          <Button pending={start.isPending} disabled={!preview.data} onClick={() => start.mutate({ ...input, map })}>
            {t("submit", { count: moving })}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

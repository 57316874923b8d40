"use client";

import { useTranslations } from "next-intl";
import { ReceiptCard } from "@/components/touches/receipt-card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/overlays/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import type { SimulatedTouch } from "@/server/journeys/simulation/record";
import { readRules } from "@/server/policy/read-rules";

/** One touch with every look of the policy at it, as the real one's page shows them. */
export function TouchSheet({
  touch,
  title,
  debtor,
  onClose,
}: {
  touch: SimulatedTouch | undefined;
  title: string;
  debtor: string;
  onClose: () => void;
}) {
  const t = useTranslations("simulation.touches");
  const planned = touch ? touch.looks.findIndex((look) => look.verdict !== "defer") : -1;
  return (
    <Sheet open={touch !== undefined} onOpenChange={(open) => !open && onClose()}>
      <SheetContent className="overflow-y-auto sm:max-w-lg">
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          <SheetDescription>{debtor}</SheetDescription>
        </SheetHeader>
        {touch && (
          <div className="grid gap-4 px-5 pb-6">
            <div className="flex flex-wrap items-center gap-3 text-sm">
              <ChannelIcon channel={touch.channel} label />
              <StatusBadge status={touch.status} />
              {touch.call && <StatusBadge status={touch.call} />}
              <span className="text-xs break-all text-muted-foreground">{touch.address ?? t("noAddress")}</span>
            </div>
            {touch.looks.map(({ at, verdict, until, decision }, nth) => (
              <ReceiptCard
                // biome-ignore lint/suspicious/noArrayIndexKey: looks never change
                key={nth}
                receipt={{
                  id: `${touch.id}:${nth}`,
                  stage: planned === -1 || nth <= planned ? "plan" : "dispatch",
                  at,
                  verdict,
                  code: decision.code,
                  nextAllowedAt: until ?? decision.nextAllowedAt,
                  rules: readRules(decision),
                  obligations: decision.obligations,
                  candidateZones: decision.candidateZones,
                  rulePackVersion: decision.rulePackVersion,
                  contentHash: null,
                }}
              />
            ))}
          </div>
        )}
      </SheetContent>
    </Sheet>
  );
}

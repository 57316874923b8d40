"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { tryAddress } from "@/components/contact-rules/try-address";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { textLink } from "@/components/ui/text-link";
import { LocalTime } from "@/components/ui/when";
import type { RehearsedTouch } from "@/server/campaigns/rehearsal/contract";

const tones = { leaves: "success", put_off: "info", refused: "secondary" } as const;

/** The first contacts, one by one: who, how, when by their own clock, what it says, and what the rules made of it. */
export function FirstTouches({ touches }: { touches: readonly RehearsedTouch[] }) {
  const t = useTranslations("rehearsal.touches");
  const reason = useReason();
  const { slug } = useWorkspace();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title", { count: touches.length })}</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="divide-y text-sm">
          {touches.map((touch) => (
            <li
              key={`${touch.debtorId} ${touch.channel} ${touch.at.getTime()} ${touch.outcome}`}
              className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,16rem)]"
            >
              <LocalTime at={touch.at} zone={touch.zone} className="text-xs leading-5 text-muted-foreground" />
              <div className="grid min-w-0 gap-0.5">
                <span className="flex min-w-0 items-center gap-2">
                  <ChannelIcon channel={touch.channel} />
                  <Link href={`/${slug}/debtors/${touch.debtorId}`} className={`truncate ${textLink}`}>
                    {touch.debtorName}
                  </Link>
                </span>
                <span className="min-w-0 break-words text-muted-foreground">{touch.says}</span>
              </div>
              <div className="flex min-w-0 flex-wrap items-start gap-x-2 gap-y-1">
                <Badge variant={tones[touch.outcome]}>{t(`outcomes.${touch.outcome}`)}</Badge>
                <span className="min-w-0 text-xs leading-5 text-muted-foreground">
                  {touch.code ? reason(touch.code) : t("atOnce")}{" "}
                  <Link href={tryAddress(slug, touch)} className={textLink}>
                    {t("why")}
                    <span className="sr-only"> {touch.debtorName}</span>
                  </Link>
                </span>
              </div>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

/** A code of the policy, or of the campaign's own limits, in the reader's words. */
export function useReason(): (code: string) => string {
  const codes = useTranslations("policy.codes");
  const holds = useTranslations("campaigns.holds");
  return (code) => {
    if (holds.has(code)) return holds(code as "CAMPAIGN_PACE");
    return codes.has(code) ? codes(code) : code;
  };
}

"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { TalkTime } from "@/components/calls/talk-time";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { StatusBadge } from "@/components/ui/status-badge";
import { type LiveCall, moodOf } from "@/server/calls/contract";

const POLL_MS = 1_000;
const riskLooks = { low: null, raised: "warning", high: "destructive" } as const;

/** The calls that go on now; nothing while there are none. */
export function LiveWall() {
  const t = useTranslations("calls.live");
  const trpc = useTRPC();
  const live = useQuery(trpc.calls.live.queryOptions(undefined, { refetchInterval: POLL_MS }));
  if (!live.data?.length) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h2 className="text-sm font-medium">{t("count", { count: live.data.length })}</h2>
      <ul className="grid max-h-60 grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] gap-2 overflow-y-auto">
        {live.data.map((call) => (
          <li key={call.id}>
            <LiveCard call={call} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LiveCard({ call }: { call: LiveCall }) {
  const t = useTranslations("calls");
  const { slug } = useWorkspace();
  const mood = moodOf(call.sentiment);
  const look = riskLooks[call.risk];
  return (
    <Link
      href={`/${slug}/calls/${call.id}`}
      className="grid gap-1 rounded-lg border bg-card px-3 py-2 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
    >
      <span className="flex items-center justify-between gap-2">
        <span className="truncate font-medium">{call.debtorName ?? (call.number || t("unknownCaller"))}</span>
        {call.talkSeconds > 0 ? <TalkTime seconds={call.talkSeconds} /> : <StatusBadge status={call.status} />}
      </span>
      <span className="truncate text-xs text-muted-foreground">
        {call.conversation
          ? t("live.step", { name: call.conversation.name, step: call.conversation.step ?? t("live.beginning") })
          : t("live.script")}
      </span>
      <span className="flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
        {mood && t(`moods.${mood}`)}
        {look && <Badge variant={look}>{t(`live.risks.${call.risk}`)}</Badge>}
        {call.conversation?.isPaused && <Badge variant="warning">{t("live.paused")}</Badge>}
      </span>
    </Link>
  );
}

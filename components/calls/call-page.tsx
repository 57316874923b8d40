"use client";

import { useQuery } from "@tanstack/react-query";
import { PhoneIncoming, PhoneOutgoing } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ExportDialog } from "@/components/audit/export-dialog";
import { CallFacts } from "@/components/calls/call-facts";
import { FollowupsCard } from "@/components/calls/followups-card";
import { SupervisePanel } from "@/components/calls/live/supervise-panel";
import { NotesPanel } from "@/components/calls/notes/notes-panel";
import type { Player } from "@/components/calls/recording/recording-player";
import { RecordingsCard } from "@/components/calls/recording/recordings-card";
import { TranscriptPanel } from "@/components/calls/transcript-panel";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { textLink } from "@/components/ui/text-link";
import { isOver } from "@/server/calls/contract";

const LIVE_POLL_MS = 1_000;

/** One call: what was said, how it went, what let it go out, and what people think of it. */
export function CallPage({ callId }: { callId: string }) {
  const t = useTranslations("calls");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const maySupervise = useMay("calls.supervise");
  const mayExport = useMay("calls.export");
  const player = useRef<Player>(null);
  const call = useQuery(
    trpc.calls.get.queryOptions(
      { callId },
      { refetchInterval: ({ state }) => (state.data && !isOver(state.data.status) ? LIVE_POLL_MS : false) },
    ),
  );
  if (call.isError) return <ErrorState error={call.error} onRetry={() => call.refetch()} />;
  if (call.isPending) return <Skeleton className="h-64" />;
  const { data } = call;
  const Arrow = data.direction === "outbound" ? PhoneOutgoing : PhoneIncoming;
  const who = data.debtorName ?? (data.number || t("unknownCaller"));
  return (
    <>
      <PageHeader
        back={
          <Link href={`/${slug}/calls`} className={textLink}>
            {t("title")}
          </Link>
        }
        title={
          <span className="flex flex-wrap items-center gap-2">
            <Arrow className="size-5 text-muted-foreground" aria-hidden />
            {t(`titles.${data.direction}`, { name: who })}
            <StatusBadge status={data.status} />
          </span>
        }
        actions={
          mayExport &&
          data.turns.length > 0 && (
            <ExportDialog
              href={`/${slug}/calls/${callId}/transcript`}
              query={{}}
              label={t("transcript.export")}
              formats={["txt", "pdf"]}
            />
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          {data.recordings.length > 0 && <RecordingsCard call={data} ref={player} />}
          <TranscriptPanel call={data} onListen={(spot) => player.current?.playFrom(spot)} />
        </div>
        <div
          className={cn(
            "grid grid-cols-[minmax(0,1fr)] content-start gap-4",
            // Whoever steps in need not scroll past all that was said, nor back to where they step in.
            !isOver(data.status) &&
              "max-lg:order-first lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto",
          )}
        >
          {maySupervise && data.conversation && !isOver(data.status) && <SupervisePanel callId={callId} />}
          {isOver(data.status) && <FollowupsCard callId={callId} />}
          <CallFacts call={data} />
          <NotesPanel callId={callId} />
        </div>
      </div>
    </>
  );
}

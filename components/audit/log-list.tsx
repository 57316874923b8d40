"use client";

import { ArrowDownToLine, PenLine, Route, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { LogDetails } from "@/components/audit/log-details";
import { LogThingLink } from "@/components/audit/log-thing";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { cn } from "@/components/ui/cn";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import type { LogKind, LogRow } from "@/server/audit/contract";

const icons: Record<LogKind, typeof PenLine> = {
  change: PenLine,
  access: ArrowDownToLine,
  decision: Scale,
  choice: Route,
};

/** Entries as sentences: when, who, what, on what; then what was written down with it. */
export function LogList({ rows, busy }: { rows: readonly LogRow[]; busy: boolean }) {
  const t = useTranslations("audit");
  return (
    <ol
      aria-label={t("title")}
      aria-busy={busy}
      className={cn("divide-y rounded-lg border bg-card", busy && "opacity-60")}
    >
      {rows.map((row) => (
        <LogEntry key={row.id} row={row} />
      ))}
    </ol>
  );
}

function LogEntry({ row }: { row: LogRow }) {
  const t = useTranslations("audit");
  const codes = useTranslations("policy.codes");
  const { actor, decision } = row;
  const Icon = icons[row.kind];
  const action = t.has(`actions.${row.action}`) ? t(`actions.${row.action}`) : row.action.replaceAll(/[._]/g, " ");
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-3 py-2 text-sm sm:grid-cols-[1rem_11.5rem_minmax(0,1fr)]">
      <span title={t(`kind.${row.kind}`)} className="pt-0.5 text-muted-foreground">
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{t(`kind.${row.kind}`)}</span>
      </span>
      <span className="text-muted-foreground max-sm:order-last max-sm:col-start-2 max-sm:text-xs">
        <When at={row.at} exact />
      </span>
      <div className="min-w-0 space-y-0.5">
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5">
          <span className="font-medium">{actor.name ?? t(`actors.${actor.kind}`)}</span>
          <span className="text-muted-foreground">{action}</span>
          <LogThingLink thing={row.subject} />
          {decision?.channel && <ChannelIcon channel={decision.channel} />}
          {decision && <StatusBadge status={decision.verdict} />}
        </p>
        {decision && (
          <p className="text-xs text-muted-foreground">
            {t(`stage.${decision.stage}`)}
            {decision.code && <> · {codes.has(decision.code) ? codes(decision.code) : decision.code}</>}
            {decision.nextAllowedAt && (
              <>
                {" "}
                · {t("nextAllowed")} <When at={decision.nextAllowedAt} exact />
              </>
            )}
          </p>
        )}
        <LogDetails details={row.details} requestId={row.requestId} />
      </div>
    </li>
  );
}

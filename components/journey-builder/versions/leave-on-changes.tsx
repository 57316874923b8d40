"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { diffGraphs } from "@/server/journeys/graph/changes/diff";
import type { DraftGraph } from "@/server/journeys/graph/schema";

/** Signals that the journey ends on now, and those that it did. */
export function LeaveOnChanges({ before, after }: { before: DraftGraph; after: DraftGraph }) {
  const t = useTranslations("builder.diff");
  const signals = useTranslations("journeys.signals");
  const { leaveOn } = diffGraphs(before, after);
  if (leaveOn.added.length + leaveOn.removed.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-medium text-muted-foreground">{t("leaveOn")}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {leaveOn.added.map((signal) => (
          <li key={signal}>
            <Badge variant="success">+ {signals(signal)}</Badge>
          </li>
        ))}
        {leaveOn.removed.map((signal) => (
          <li key={signal}>
            <Badge variant="destructive" className="line-through">
              {signals(signal)}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

"use client";

import { Minus, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { ChangeKind } from "@/server/graphs/diff";

const looks = {
  added: { icon: Plus, variant: "success" },
  removed: { icon: Minus, variant: "destructive" },
  changed: { icon: Pencil, variant: "warning" },
} as const;

/** Added, removed or changed: in colour, with a sign and a word. `count`: of how many steps. */
export function ChangeBadge({ change, count, className }: { change: ChangeKind; count?: number; className?: string }) {
  const t = useTranslations("builder.diff");
  const { icon: Icon, variant } = looks[change];
  return (
    <Badge variant={variant} className={className}>
      <Icon aria-hidden />
      {count === undefined ? t(change) : t(`${change}Count`, { count })}
    </Badge>
  );
}

/** How many steps were added, removed and changed; kinds without any are left out. */
export function ChangeCounts({ counts }: { counts: Record<ChangeKind, number> }) {
  const t = useTranslations("builder.diff");
  const kinds = (["added", "removed", "changed"] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return <span className="text-xs text-muted-foreground">{t("noSteps")}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {kinds.map((kind) => (
        <ChangeBadge key={kind} change={kind} count={counts[kind]} />
      ))}
    </span>
  );
}

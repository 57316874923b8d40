"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Day } from "@/components/ui/when";
import type { RequestRow } from "@/server/rights/contract";

const SOON_DAYS = 7;

/** Until when a request is to be answered, and how near that is; red only once it is over. */
export function DueText({ request }: { request: RequestRow }) {
  const t = useTranslations("privacy");
  if (request.daysLeft === null) return <Badge variant="outline">{t(`statuses.${request.status}`)}</Badge>;
  const variant = request.daysLeft < 0 ? "destructive" : request.daysLeft <= SOON_DAYS ? "warning" : "secondary";
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge variant={variant}>
        {request.daysLeft < 0 ? t("overdue", { days: -request.daysLeft }) : t("daysLeft", { days: request.daysLeft })}
      </Badge>
      <span className="text-xs text-muted-foreground">
        <Day day={request.dueOn} />
      </span>
    </span>
  );
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { LogThingLink } from "@/components/audit/log-thing";
import { Money } from "@/components/ui/money";
import { Day } from "@/components/ui/when";
import type { LogDetail } from "@/server/audit/contract";

/** What was written down with an entry: names in the reader's words, amounts as money, things by their names. */
export function LogDetails({ details, requestId }: { details: readonly LogDetail[]; requestId: string | null }) {
  const t = useTranslations("audit");
  if (details.length === 0 && !requestId) return null;
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted-foreground">
      {details.map((detail, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes
        <div key={at} className="flex max-w-full min-w-0 gap-1">
          <dt>{t.has(`details.${detail.name}`) ? t(`details.${detail.name}`) : spaced(detail.name)}</dt>
          <dd className="min-w-0 truncate text-foreground/80">
            <DetailValue detail={detail} />
          </dd>
        </div>
      ))}
      {requestId && (
        <div className="flex max-w-full min-w-0 gap-1">
          <dt>{t("request")}</dt>
          <dd className="min-w-0 truncate font-mono" title={requestId}>
            {requestId.slice(0, 8)}
          </dd>
        </div>
      )}
    </dl>
  );
}

function DetailValue({ detail }: { detail: LogDetail }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  if (detail.type === "money") return <Money amountMinor={detail.amountMinor} currency={detail.currency} />;
  if (detail.type === "number") return format.number(detail.value);
  if (detail.type === "flag") return t(detail.value ? "yes" : "no");
  if (detail.type === "day") return <Day day={detail.value} />;
  if (detail.type === "thing") return <LogThingLink thing={detail.value} bare />;
  return t.has(`words.${detail.value}`) ? t(`words.${detail.value}`) : spaced(detail.value);
}

/** "draftRevision" → "draft revision", "own_audit" → "own audit". */
function spaced(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}

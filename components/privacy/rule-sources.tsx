"use client";

import { useTranslations } from "next-intl";
import { useSpan } from "@/components/privacy/use-span";
import { Badge } from "@/components/ui/badge";
import { textLink } from "@/components/ui/text-link";
import type { RetentionSource } from "@/server/retention/contract";

/** Where it is written that something is kept, or must not be kept longer. */
export function RuleSources({ sources }: { sources: readonly RetentionSource[] }) {
  const t = useTranslations("privacy");
  const span = useSpan();
  // What is our own, or many laws in one, is said in the reader's words; a law by its name.
  const named = (id: string, citation: string) => (t.has(`sources.${id}`) ? t(`sources.${id}`) : citation);
  return (
    <ul className="grid gap-1 text-xs text-muted-foreground">
      {sources.map(({ id, asks, days, citation, url, verified }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <code className="font-mono">{id}</code>
          <span>{t(asks === "keep" ? "retention.atLeast" : "retention.atMost", { span: span(days) })}</span>
          {url ? (
            <a href={url} target="_blank" rel="noreferrer" className={textLink}>
              {named(id, citation)}
            </a>
          ) : (
            <span>{named(id, citation)}</span>
          )}
          {!verified && <Badge variant="outline">{t("unverified")}</Badge>}
        </li>
      ))}
    </ul>
  );
}

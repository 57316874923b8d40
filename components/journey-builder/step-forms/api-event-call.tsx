"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { textLink } from "@/components/ui/text-link";

const never = () => () => {};

/** How another program sends an event: the call, ready to be copied. */
export function ApiEventCall({ event }: { event: string }) {
  const t = useTranslations("journeys.apiEvents");
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  return (
    <div className="grid gap-1.5 text-xs text-muted-foreground">
      <p>{t("how")}</p>
      <CodeBlock>
        {`curl ${origin}/api/v1/debtors/external:ACME-17/events \\
  -H 'Authorization: Bearer dl_…' \\
  -H "Idempotency-Key: $(uuidgen)" \\
  --json '{"event": "${event}"}'`}
      </CodeBlock>
      <a href="/api/v1/openapi.json" className={`justify-self-start ${textLink}`} target="_blank" rel="noreferrer">
        {t("reference")}
      </a>
    </div>
  );
}

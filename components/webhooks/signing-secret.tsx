"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

/** What the receiver checks signatures with; shown on request, to those who may. */
export function SigningSecret() {
  const t = useTranslations("journeys.webhook");
  const trpc = useTRPC();
  const may = useMay("webhooks.secret");
  const [shown, setShown] = useState(false);
  const secret = useQuery(trpc.journeys.webhookSecret.queryOptions(undefined, { enabled: shown }));
  if (!may) return null;
  return shown ? (
    <code className="rounded-md bg-muted p-2 text-xs wrap-anywhere">{secret.data?.secret ?? "…"}</code>
  ) : (
    <Button variant="outline" size="sm" className="justify-self-start" onClick={() => setShown(true)}>
      {t("showSecret")}
    </Button>
  );
}

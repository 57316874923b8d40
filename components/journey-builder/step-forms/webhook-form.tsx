"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/graph-builder/fields/fields";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

/** What the receiver checks signatures with; shown on request, to those who may. */
function SigningSecret() {
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

/** Which address is called, and what is kept of its answer. */
export function WebhookForm({ node, onChange, wrong, readOnly }: FormProps<"webhook">) {
  const t = useTranslations("journeys");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <fieldset className="grid gap-3" disabled={readOnly}>
      <TextField
        label={t("fields.url")}
        max={2000}
        placeholder="https://"
        value={node.url}
        invalid={wrong.has("url")}
        onChange={(url) => onChange({ ...node, url: url.trim() }, "url")}
        hint={t("webhook.urlHint")}
      />
      <TextField
        label={t("webhook.keep")}
        value={typed ?? (node.keep ?? []).join(", ")}
        onChange={(text) => {
          setTyped(text);
          const paths = text.split(",").map((path) => path.trim().slice(0, 120));
          onChange({ ...node, keep: [...new Set(paths.filter((path) => path !== ""))].slice(0, 10) }, "keep");
        }}
        hint={t("webhook.keepHint")}
      />
      <p className="text-xs text-muted-foreground">{t("webhook.signedHint")}</p>
      <SigningSecret />
    </fieldset>
  );
}

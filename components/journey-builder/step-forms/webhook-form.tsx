"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/graph-builder/fields/fields";
import type { FormProps } from "@/components/journey-builder/step-forms/step-forms";
import { SigningSecret } from "@/components/webhooks/signing-secret";

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

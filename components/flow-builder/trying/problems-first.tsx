"use client";

import { useTranslations } from "next-intl";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { ProblemsPanel } from "@/components/graph-builder/problems/problems-panel";

/** What must be mended before anything more is told. */
export function ProblemsFirst({ editor, onGo }: { editor: FlowEditor; onGo: () => void }) {
  const t = useTranslations("flows.try");
  return (
    <section aria-label={t("problemsFirst")} className="grid gap-2">
      <p className="text-sm text-muted-foreground">{t("problemsFirst")}</p>
      <div className="max-h-48 overflow-y-auto px-2">
        <ProblemsPanel editor={editor} onGo={onGo} />
      </div>
    </section>
  );
}

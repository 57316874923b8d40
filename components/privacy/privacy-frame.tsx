"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { PageHeader } from "@/components/ui/page-header";
import { PageNav } from "@/components/ui/page-nav";

const parts = ["requests", "retention"] as const;

/** The heading of privacy and the way between its pages. */
export function PrivacyFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const t = useTranslations("privacy");
  const { slug } = useWorkspace();
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={actions} />
      <PageNav
        label={t("nav.label")}
        pages={parts.map((part) => ({
          href: `/${slug}/privacy${part === "requests" ? "" : `/${part}`}`,
          name: t(`nav.${part}`),
        }))}
      />
      {children}
    </>
  );
}

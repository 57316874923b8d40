"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { PageHeader } from "@/components/ui/page-header";
import { PageNav } from "@/components/ui/page-nav";

const parts = ["rules", "collector", "house", "registries"] as const;

/** The heading of the contact rules and the way between their pages. */
export function RulesFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("contactRules");
  const { slug } = useWorkspace();
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <PageNav
        label={t("nav.label")}
        pages={parts.map((part) => ({
          href: `/${slug}/policy${part === "rules" ? "" : `/${part}`}`,
          name: t(`nav.${part}`),
        }))}
      />
      {children}
    </>
  );
}

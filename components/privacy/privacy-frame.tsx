"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/shell/workspace-context";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";

const parts = ["requests", "retention"] as const;

/** The heading of privacy and the way between its pages. */
export function PrivacyFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const t = useTranslations("privacy");
  const { slug } = useWorkspace();
  const pathname = usePathname();
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={actions} />
      <nav aria-label={t("nav.label")} className="flex gap-4 overflow-x-auto border-b">
        {parts.map((part) => {
          const href = `/${slug}/privacy${part === "requests" ? "" : `/${part}`}`;
          const current = pathname === href;
          return (
            <Link
              key={part}
              href={href}
              aria-current={current ? "page" : undefined}
              className={cn(
                "-mb-px border-b-2 border-transparent px-0.5 py-2 text-sm font-medium whitespace-nowrap text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset",
                current && "border-primary text-foreground",
              )}
            >
              {t(`nav.${part}`)}
            </Link>
          );
        })}
      </nav>
      {children}
    </>
  );
}

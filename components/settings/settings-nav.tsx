"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const workspaceSections = ["company", "members", "providers", "audit"] as const;
const ownSections = ["profile", "sessions"] as const;

/** The sections of the settings; `audit` only for those who may read it. */
export function SettingsNav({ slug, showAudit }: { slug: string; showAudit: boolean }) {
  const t = useTranslations("settings.nav");
  const pathname = usePathname();
  const sections = [...workspaceSections.filter((section) => section !== "audit" || showAudit), ...ownSections];
  return (
    <nav aria-label={t("label")} className="flex gap-1 overflow-x-auto pb-1 lg:w-44 lg:shrink-0 lg:flex-col lg:pb-0">
      {sections.map((section) => {
        const href = `/${slug}/settings/${section}`;
        const current = pathname === href;
        return (
          <Link
            key={section}
            href={href}
            aria-current={current ? "page" : undefined}
            // On a phone the row scrolls: the section one is in must be seen.
            ref={current ? (link) => link?.scrollIntoView({ block: "nearest", inline: "center" }) : undefined}
            className={cn(
              "rounded-md px-3 py-1.5 text-sm whitespace-nowrap transition-colors outline-none focus-visible:ring-2 focus-visible:ring-ring",
              current ? "bg-accent font-medium text-accent-foreground" : "text-muted-foreground hover:bg-accent/60",
              section === "profile" && "lg:mt-4",
            )}
          >
            {t(section)}
          </Link>
        );
      })}
    </nav>
  );
}

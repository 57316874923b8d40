"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

const workspaceSections = ["company", "members", "numbers", "apiKeys", "ownSkills", "providers", "audit"] as const;
const ownSections = ["profile", "sessions"] as const;
const paths: Partial<Record<string, string>> = { apiKeys: "api-keys", ownSkills: "skills" };

/** The sections of the settings; those that not everybody may read are hidden from the others. */
export function SettingsNav({
  slug,
  hidden,
}: {
  slug: string;
  hidden: readonly ("audit" | "apiKeys" | "ownSkills")[];
}) {
  const t = useTranslations("settings.nav");
  const pathname = usePathname();
  const sections = [...workspaceSections.filter((section) => !hidden.some((each) => each === section)), ...ownSections];
  return (
    <nav aria-label={t("label")} className="flex gap-1 overflow-x-auto pb-1 lg:w-44 lg:shrink-0 lg:flex-col lg:pb-0">
      {sections.map((section) => {
        const href = `/${slug}/settings/${paths[section] ?? section}`;
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

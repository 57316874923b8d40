"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { sectionsFor } from "@/components/shell/sections";
import { useWorkspace } from "@/components/shell/workspace-context";
import { cn } from "@/components/ui/cn";

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations("shell");
  const { slug, mode } = useWorkspace();
  const pathname = usePathname();
  return (
    <nav aria-label={t("navigation")} className="flex flex-col gap-0.5">
      {sectionsFor(mode).map(({ key, path, icon: Icon }) => {
        const href = `/${slug}${path}`;
        const current = path === "" ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={key}
            href={href}
            onClick={onNavigate}
            aria-current={current ? "page" : undefined}
            className={cn(
              "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted-foreground outline-none transition-colors hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring",
              current && "bg-accent font-medium text-foreground",
            )}
          >
            <Icon className="size-4 shrink-0" aria-hidden />
            {t(`sections.${key}`)}
          </Link>
        );
      })}
    </nav>
  );
}

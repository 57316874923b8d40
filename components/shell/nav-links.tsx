"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { sectionsFor } from "@/components/shell/sections";
import { useWorkspace } from "@/components/shell/workspace-context";
import { cn } from "@/components/ui/cn";

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations("shell");
  const { slug, mode, role } = useWorkspace();
  const pathname = usePathname();
  return (
    <nav aria-label={t("navigation")} className="flex flex-col gap-0.5">
      {sectionsFor({ mode, role }).map(({ key, path, icon: Icon }) => {
        const href = `/${slug}${path}`;
        const current = path === "" ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
        return (
          <EagerLink
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
          </EagerLink>
        );
      })}
    </nav>
  );
}

/**
 * Fetches its page when the pointer or the focus comes near. All of them at once, on every page, would stand in line
 * before what the page itself asks for.
 */
function EagerLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return <Link {...props} prefetch={near ? null : false} onPointerEnter={come} onFocus={come} />;
}

"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { StatusBadge } from "@/components/ui/status-badge";

export type WorkspaceChoice = { slug: string; name: string; mode: "live" | "sandbox" };

export function WorkspaceSwitcher({ choices }: { choices: WorkspaceChoice[] }) {
  const t = useTranslations("shell");
  const workspace = useWorkspace();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring">
        <span className="sr-only">{t("switchWorkspace")}</span>
        <span
          aria-hidden
          className="flex size-6 shrink-0 items-center justify-center rounded-md bg-primary text-xs font-semibold text-primary-foreground"
        >
          {Array.from(workspace.name)[0]?.toUpperCase()}
        </span>
        <span className="min-w-0 flex-1 truncate text-sm font-semibold">{workspace.name}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>{t("workspaces")}</DropdownMenuLabel>
        {choices.map((choice) => (
          <DropdownMenuItem key={choice.slug} asChild>
            {/* A whole page load: nothing of the other workspace stays in memory. */}
            <a href={`/${choice.slug}`}>
              <span className="min-w-0 flex-1 truncate">{choice.name}</span>
              <StatusBadge status={choice.mode} />
              {choice.slug === workspace.slug && <Check aria-label={t("current")} />}
            </a>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/workspaces">
            <Plus aria-hidden /> {t("newWorkspace")}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

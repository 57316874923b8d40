"use client";

import { useTranslations } from "next-intl";
import { useModifierKey } from "@/components/shell/modifier-key";
import { sectionsFor } from "@/components/shell/sections";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";

function Keys({ keys }: { keys: string[] }) {
  return (
    <span className="flex gap-1">
      {keys.map((key) => (
        <kbd key={key} className="min-w-6 rounded border bg-muted px-1.5 py-0.5 text-center font-sans text-xs">
          {key}
        </kbd>
      ))}
    </span>
  );
}

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell");
  const modifier = useModifierKey();
  const { mode, role } = useWorkspace();
  const rows = [
    { keys: [modifier, "K"], text: t("shortcuts.palette") },
    { keys: ["/"], text: t("shortcuts.search") },
    { keys: ["?"], text: t("shortcuts.help") },
    ...sectionsFor({ mode, role }).map((section) => ({
      keys: ["g", section.shortcut],
      text: t("shortcuts.goTo", { section: t(`sections.${section.key}`) }),
    })),
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("shortcuts.title")}</DialogTitle>
          <DialogDescription>{t("shortcuts.description")}</DialogDescription>
        </DialogHeader>
        <dl className="divide-y">
          {rows.map((row) => (
            <div key={row.text} className="flex items-center justify-between py-2">
              <dt>{row.text}</dt>
              <dd>
                <Keys keys={row.keys} />
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}

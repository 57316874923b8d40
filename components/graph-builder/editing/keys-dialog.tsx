"use client";

import { useTranslations } from "next-intl";
import type { Kit } from "@/components/graph-builder/kit";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";

const keys = {
  add: "/",
  undo: "Ctrl Z",
  redo: "Ctrl Shift Z",
  copy: "Ctrl C",
  cut: "Ctrl X",
  paste: "Ctrl V",
  duplicate: "Ctrl D",
  selectAll: "Ctrl A",
  boxSelect: "Shift + drag",
  group: "Ctrl G",
  note: "N",
  search: "Ctrl F",
  settings: "Enter",
  along: "Alt ↑ ↓",
  delete: "Del",
  layout: "L",
  fit: "F",
  help: "?",
} as const;

/** The builder's keys. */
export function KeysDialog({
  thing,
  open,
  onOpenChange,
}: {
  thing: Kit["thing"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("builder.keys");
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogDescription>{t("description")}</DialogDescription>
        </DialogHeader>
        <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1.5 text-sm">
          {Object.entries(keys).map(([action, key]) => (
            <div key={action} className="contents">
              <dt>{t(action, { thing })}</dt>
              <dd>
                <kbd className="rounded border bg-muted px-1.5 py-0.5 font-mono text-xs">
                  {action === "boxSelect" ? t("boxSelectKey") : key}
                </kbd>
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}

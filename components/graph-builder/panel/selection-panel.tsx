"use client";

import { Copy, Files, Group, Scissors, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { toast } from "sonner";
import {
  clipboardText,
  duplicateSelected,
  groupSelected,
  removeSelected,
} from "@/components/graph-builder/editing/selection-edits";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { Button } from "@/components/ui/button";

/** What can be done with several things at once. */
export function SelectionPanel({ editor }: { editor: Editor }) {
  const t = useTranslations("builder");
  const b = useTranslations("builder.selection");
  const { selected, edit, graph, readOnly } = editor;
  const { edits, thing } = editor.kit;

  async function copy(then?: () => void) {
    try {
      await navigator.clipboard.writeText(clipboardText(edits, graph, selected));
      toast.success(b("copied", { count: selected.size, thing }));
      then?.();
    } catch {
      toast.error(b("notCopied"));
    }
  }

  return (
    <section aria-label={t("severalSelected", { count: selected.size })} className="grid gap-3">
      <p className="text-sm text-muted-foreground">{t("severalSelected", { count: selected.size })}</p>
      <div className="grid grid-cols-2 gap-2">
        <Act icon={<Copy />} label={b("copy")} onClick={() => void copy()} />
        {!readOnly && (
          <>
            <Act
              icon={<Scissors />}
              label={b("cut")}
              onClick={() => void copy(() => edit((current) => removeSelected(edits, current, selected)))}
            />
            <Act
              icon={<Files />}
              label={t("duplicate")}
              onClick={() => edit((current) => duplicateSelected(edits, current, selected))}
            />
            <Act
              icon={<Group />}
              label={b("group")}
              onClick={() => edit((current) => groupSelected(current, selected))}
            />
            <Act
              icon={<Trash2 />}
              label={t("delete")}
              onClick={() => edit((current) => removeSelected(edits, current, selected))}
            />
          </>
        )}
      </div>
    </section>
  );
}

function Act({ icon, label, onClick }: { icon: ReactNode; label: string; onClick: () => void }) {
  return (
    <Button variant="outline" size="sm" className="justify-start" onClick={onClick}>
      {icon}
      {label}
    </Button>
  );
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Editor } from "@/components/journey-builder/editing/use-editor";
import type { Autosave } from "@/components/journey-builder/saving/use-autosave";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

/** Two people edited: says so, and lets one choose which draft goes on. The other stays in undo. */
export function ConflictNotice({
  journeyId,
  editor,
  autosave,
}: {
  journeyId: string;
  editor: Editor;
  autosave: Autosave;
}) {
  const t = useTranslations("journeys.conflict");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  if (autosave.state.kind !== "conflict") return null;

  async function choose(keep: "theirs" | "ours") {
    setPending(true);
    try {
      const theirs = await queryClient.fetchQuery({ ...trpc.journeys.get.queryOptions({ journeyId }), staleTime: 0 });
      autosave.saver.resolve(theirs);
      // Ours is a new value, so that it counts as an edit on top of theirs.
      editor.edit((mine) => (keep === "theirs" ? theirs.draft : { ...mine }));
    } finally {
      setPending(false);
    }
  }

  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-warning-soft px-4 py-2 text-sm text-warning-strong"
    >
      <p className="min-w-0 flex-1">{t("notice")}</p>
      <div className="flex gap-2">
        <Button size="sm" variant="outline" pending={pending} onClick={() => choose("theirs")}>
          {t("takeTheirs")}
        </Button>
        <Button size="sm" variant="outline" pending={pending} onClick={() => choose("ours")}>
          {t("keepMine")}
        </Button>
      </div>
    </div>
  );
}

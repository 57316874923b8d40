"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Editor } from "@/components/journey-builder/editing/use-editor";
import type { Autosave } from "@/components/journey-builder/saving/use-autosave";
import { ChangeCounts } from "@/components/journey-builder/versions/change-badge";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { countChanges } from "@/server/journeys/graph/changes/count-changes";

type Props = { journeyId: string; editor: Editor; autosave: Autosave };

/** Two people edited: says so, and lets one choose which draft goes on. The other stays in undo. */
export function ConflictNotice(props: Props) {
  return props.autosave.state.kind === "conflict" ? <Notice {...props} /> : null;
}

function Notice({ journeyId, editor, autosave }: Props) {
  const t = useTranslations("journeys.conflict");
  const b = useTranslations("builder.conflict");
  const trpc = useTRPC();
  const [pending, setPending] = useState(false);
  const theirs = useQuery({
    ...trpc.journeys.get.queryOptions({ journeyId }),
    staleTime: 0,
    refetchOnMount: "always",
  });
  const fresh = theirs.isFetchedAfterMount ? theirs.data : undefined;

  async function choose(keep: "theirs" | "ours") {
    setPending(true);
    try {
      const { data } = await theirs.refetch({ throwOnError: true });
      if (!data) return;
      autosave.saver.resolve(data);
      // Ours is a new value, so that it counts as an edit on top of theirs.
      editor.edit((mine) => (keep === "theirs" ? data.draft : { ...mine }));
    } finally {
      setPending(false);
    }
  }

  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-warning-soft px-4 py-2 text-sm text-warning-strong"
    >
      <p className="min-w-0 flex-1">
        {t("notice")}
        {fresh?.updatedBy && ` ${b("by", { name: fresh.updatedBy })}`}
      </p>
      {fresh && (
        <span className="flex items-center gap-2 text-xs">
          {b("yours")}
          <ChangeCounts counts={countChanges(fresh.draft, editor.graph)} />
        </span>
      )}
      <div className="flex gap-2">
        <Button size="sm" variant="outline" pending={pending} onClick={() => void choose("theirs")}>
          {t("takeTheirs")}
        </Button>
        <Button size="sm" variant="outline" pending={pending} onClick={() => void choose("ours")}>
          {t("keepMine")}
        </Button>
      </div>
    </div>
  );
}

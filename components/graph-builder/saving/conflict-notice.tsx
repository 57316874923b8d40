"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useId, useState } from "react";
import { toast } from "sonner";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { Autosave } from "@/components/graph-builder/saving/use-autosave";
import { ChangeCounts } from "@/components/graph-builder/versions/change-badge";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { countsOf } from "@/server/graphs/diff";
import type { DrawnGraph } from "@/server/graphs/shape";

type Theirs<Graph> = { draft: Graph; draftRevision: number; updatedBy: string | null };
type Props<Graph extends DrawnGraph> = {
  editor: Editor<Graph>;
  autosave: Autosave<Graph>;
  /** What the server has now. */
  read: () => Promise<Theirs<Graph>>;
  /** Where the focus goes once it is chosen: the keys of the builder are heard there. */
  root: RefObject<HTMLElement | null>;
};

/** Two people edited: says so, and lets one choose which draft goes on. The other stays in undo. */
export function ConflictNotice<Graph extends DrawnGraph>(props: Props<Graph>) {
  return props.autosave.state.kind === "conflict" ? <Notice {...props} /> : null;
}

function Notice<Graph extends DrawnGraph>({ editor, autosave, read, root }: Props<Graph>) {
  const t = useTranslations("builder.conflict");
  const errorText = useErrorText();
  const [pending, setPending] = useState(false);
  const { thing, diff } = editor.kit;
  const theirs = useQuery({ queryKey: ["what the server has", useId()], queryFn: read, gcTime: 0 });

  async function choose(keep: "theirs" | "ours") {
    setPending(true);
    try {
      const { data } = await theirs.refetch({ throwOnError: true });
      if (!data) return;
      autosave.saver.resolve(data);
      // Ours is a new value, so that it counts as an edit on top of theirs.
      editor.edit((mine) => (keep === "theirs" ? data.draft : { ...mine }));
      root.current?.focus();
    } catch (error) {
      toast.error(errorText(error));
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
        {t("notice", { thing })}
        {theirs.data?.updatedBy && ` ${t("by", { name: theirs.data.updatedBy })}`}
      </p>
      {theirs.data && (
        <span className="flex items-center gap-2 text-xs">
          {t("yours")}
          <ChangeCounts counts={countsOf(diff(theirs.data.draft, editor.graph))} />
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

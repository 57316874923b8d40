"use client";

import { useTranslations } from "next-intl";
import type { Kit, StepWords } from "@/components/graph-builder/kit";
import { ChangeBadge } from "@/components/graph-builder/versions/change-badge";
import { TextDiff } from "@/components/graph-builder/versions/text-diff";
import { cn } from "@/components/ui/cn";
import type { Difference, DrawingDiff, NodeChange } from "@/server/graphs/diff";
import type { DrawnGraph, DrawnNode } from "@/server/graphs/shape";

/** Every step that differs; a press goes to it. */
export function DiffSummary({
  kit,
  before,
  after,
  diff,
  onSelect,
}: {
  kit: Kit;
  before: DrawnGraph;
  after: DrawnGraph;
  diff: DrawingDiff<DrawnNode>;
  onSelect: (id: string) => void;
}) {
  const t = useTranslations("builder.diff");
  const words = kit.useWords();
  const { WholeChanges } = kit;
  const { edges } = diff;
  const isSame = [diff.nodes, edges.added, edges.removed].every((list) => list.length === 0);
  if (isSame && !kit.hasWholeChanges(before, after)) {
    return <p className="text-sm text-muted-foreground">{t(diff.drawing ? "onlyDrawing" : "nothing")}</p>;
  }
  return (
    <div className="grid gap-5">
      <ul className="-mx-2 grid">
        {diff.nodes.map((change) => {
          const node = change.after ?? change.before;
          if (!node) return null;
          const { icon: Icon, text } = kit.look(node.kind);
          return (
            <li key={change.id}>
              <button
                type="button"
                className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
                onClick={() => onSelect(change.id)}
              >
                <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
                <span className="grid min-w-0 flex-1">
                  <span className="truncate">{words.title(node)}</span>
                  <span className="truncate text-xs text-muted-foreground">{words.summary(node)}</span>
                </span>
                <ChangeBadge change={change.kind} />
              </button>
            </li>
          );
        })}
      </ul>
      {(edges.added.length > 0 || edges.removed.length > 0) && (
        <p className="text-sm text-muted-foreground">
          {t("connections", { added: edges.added.length, removed: edges.removed.length })}
        </p>
      )}
      <WholeChanges before={before} after={after} />
    </div>
  );
}

/** One step as it was and as it is: what it does in a line, then every setting, texts word by word. */
export function NodeDiff({
  kit,
  node,
  change,
}: {
  kit: Kit;
  node: DrawnNode;
  change: NodeChange<DrawnNode> | undefined;
}) {
  const t = useTranslations("builder.diff");
  const words = kit.useWords();
  const { icon: Icon, text } = kit.look(node.kind);
  const line = (side: DrawnNode | undefined) => (side ? words.summary(side) : "");
  return (
    <section aria-label={t("stepChanges")} className="grid gap-4">
      <header className="flex items-center gap-2">
        <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">{words.title(node)}</h2>
        {change && <ChangeBadge change={change.kind} />}
      </header>
      {!change && <p className="text-sm text-muted-foreground">{t("sameStep")}</p>}
      {change && line(change.before) !== line(change.after) && (
        <div className="rounded-md border bg-background px-3 py-2">
          <TextDiff before={line(change.before)} after={line(change.after)} />
        </div>
      )}
      {change?.differences
        .filter((difference) => difference.path[0] !== "kind")
        .map((difference) => (
          <Setting key={difference.path.join(".")} words={words} difference={difference} />
        ))}
    </section>
  );
}

function Setting({
  words,
  difference: { path, isText, before = "", after = "" },
}: {
  words: StepWords;
  difference: Difference;
}) {
  const t = useTranslations("builder.diff");
  const name = useSettingName(words)(path);
  return (
    <section className="grid gap-1">
      <h3 className="text-xs font-medium text-muted-foreground">{name}</h3>
      <div className="rounded-md border bg-background px-3 py-2">
        {isText ? (
          <>
            <TextDiff before={before} after={after} />
            {before === after && <p className="text-xs text-muted-foreground">{t("formatting")}</p>}
          </>
        ) : (
          <TextDiff before={words.value(before)} after={words.value(after)} />
        )}
      </div>
    </section>
  );
}

/** "Paths › Path 1 › Amount": known settings in the reader's words, the ids of items as they are. */
function useSettingName(words: StepWords): (path: string[]) => string {
  const t = useTranslations("builder.settings");
  return (path) =>
    path.map((key) => words.setting?.(key) ?? (t.has(key) ? t(key) : key.replaceAll("_", " "))).join(" › ");
}

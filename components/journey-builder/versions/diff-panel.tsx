"use client";

import { useTranslations } from "next-intl";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { ChangeBadge } from "@/components/journey-builder/versions/change-badge";
import { TextDiff } from "@/components/journey-builder/versions/text-diff";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Difference } from "@/server/graphs/diff";
import { type GraphDiff, type NodeChange, runsTheSame } from "@/server/journeys/graph/changes/diff";
import type { DraftNode } from "@/server/journeys/graph/schema";

/** Every step that differs; a press goes to it. */
export function DiffSummary({ diff, onSelect }: { diff: GraphDiff; onSelect: (id: string) => void }) {
  const t = useTranslations("builder.diff");
  const signals = useTranslations("journeys.signals");
  const words = useStepWords();
  const { leaveOn, edges } = diff;
  if (runsTheSame(diff)) {
    return <p className="text-sm text-muted-foreground">{t(diff.drawing ? "onlyDrawing" : "nothing")}</p>;
  }
  return (
    <div className="grid gap-5">
      <ul className="-mx-2 grid">
        {diff.nodes.map((change) => {
          const node = change.after ?? change.before;
          if (!node) return null;
          const { icon: Icon, text } = stepLooks[node.kind];
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
      {(leaveOn.added.length > 0 || leaveOn.removed.length > 0) && (
        <section className="grid gap-2">
          <h3 className="text-xs font-medium text-muted-foreground">{t("leaveOn")}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {leaveOn.added.map((signal) => (
              <li key={signal}>
                <Badge variant="success">+ {signals(signal)}</Badge>
              </li>
            ))}
            {leaveOn.removed.map((signal) => (
              <li key={signal}>
                <Badge variant="destructive" className="line-through">
                  {signals(signal)}
                </Badge>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** One step as it was and as it is: what it does in a line, then every setting, texts word by word. */
export function NodeDiff({ node, change }: { node: DraftNode; change: NodeChange | undefined }) {
  const t = useTranslations("builder.diff");
  const words = useStepWords();
  const { icon: Icon, text } = stepLooks[node.kind];
  const line = (side: DraftNode | undefined) => (side ? words.summary(side) : "");
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
          <Setting key={difference.path.join(".")} difference={difference} />
        ))}
    </section>
  );
}

function Setting({ difference: { path, isText, before = "", after = "" } }: { difference: Difference }) {
  const t = useTranslations("builder.diff");
  const valueWords = useValueWords();
  const name = useSettingName()(path);
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
          <TextDiff before={valueWords(before)} after={valueWords(after)} />
        )}
      </div>
    </section>
  );
}

/** "Paths › Path 1 › Amount": known settings in the reader's words, the ids of items as they are. */
function useSettingName(): (path: string[]) => string {
  const t = useTranslations("builder.settings");
  return (path) => path.map((key) => (t.has(key) ? t(key) : key.replaceAll("_", " "))).join(" › ");
}

/** Codes that stand in settings, in the reader's words. */
function useValueWords(): (value: string) => string {
  const t = useTranslations("journeys");
  return (value) => {
    for (const room of ["signals", "unitNames", "outcomes", "compare", "facts", "addresses"]) {
      const key = `${room}.${value}`;
      if (/^[\w]+$/.test(value) && t.has(key)) return t(key);
    }
    return value;
  };
}

"use client";

import { CircleAlert, CornerDownRight, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { besides, type Editor } from "@/components/graph-builder/editing/use-editor";
import { ChangeBadge } from "@/components/graph-builder/versions/change-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ChangeKind } from "@/server/graphs/diff";
import { type Line, readingOrderOf } from "@/server/graphs/order";

/** The same graph as a list: everything the canvas can do, by keyboard and on a phone. `onOpen` shows a step's settings. */
export function ListView({
  editor,
  changes,
  lit,
  onOpen,
}: {
  editor: Editor;
  changes?: ReadonlyMap<string, ChangeKind>;
  /** The step to be lit. */
  lit?: string;
  onOpen: () => void;
}) {
  const t = useTranslations("builder");
  const { edits } = editor.kit;
  const list = useRef<HTMLOListElement>(null);
  const lines = readingOrderOf(editor.graph, edits.portsOf);

  function focusRow(id: string | undefined) {
    if (id) list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent, index: number) {
    const line = lines[index];
    if (!line || event.metaKey || event.ctrlKey || event.altKey) return;
    const neighbour = lines[indexAfter(event.key, index, lines.length)];
    if (neighbour) {
      event.preventDefault();
      editor.select(event.shiftKey ? [...editor.selected, line.node.id, neighbour.node.id] : [neighbour.node.id]);
      focusRow(neighbour.node.id);
    }
    if (editor.selected.size < 2 && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      event.stopPropagation();
      const next = lines[index + 1] ?? lines[index - 1];
      editor.edit((graph) => ({ graph: edits.deleteNodes(graph, [line.node.id]), select: next ? [next.node.id] : [] }));
      focusRow(next?.node.id);
    }
  }

  return (
    <div className="h-full overflow-y-auto">
      <p className="sr-only">{t("listHint")}</p>
      <ol ref={list} aria-label={t("listView")} className="mx-auto flex max-w-3xl flex-col px-3 py-3 md:px-6">
        {lines.map((line, index) => (
          <Row
            key={line.node.id}
            line={line}
            editor={editor}
            change={changes?.get(line.node.id)}
            isLit={line.node.id === lit}
            onOpen={onOpen}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        ))}
      </ol>
      <Notes editor={editor} onOpen={onOpen} />
    </div>
  );
}

/** The row that a key goes to; none for other keys. */
function indexAfter(key: string, index: number, count: number): number {
  if (key === "ArrowDown") return index + 1;
  if (key === "ArrowUp") return index - 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}

/** What was noted on the canvas. */
function Notes({ editor, onOpen }: { editor: Editor; onOpen: () => void }) {
  const t = useTranslations("builder.notes");
  const notes = editor.graph.notes ?? [];
  if (notes.length === 0) return null;
  return (
    <section aria-label={t("all")} className="mx-auto grid max-w-3xl gap-2 px-3 pb-6 md:px-6">
      <h2 className="text-xs font-medium text-muted-foreground">{t("all")}</h2>
      {notes.map((note) => (
        <button
          key={note.id}
          type="button"
          aria-current={editor.selected.has(note.id)}
          className="w-full rounded-md border border-warning/40 bg-warning-soft p-2.5 text-left text-xs whitespace-pre-line text-warning-strong wrap-anywhere outline-none focus-visible:ring-2 focus-visible:ring-ring"
          onClick={() => {
            editor.select([note.id]);
            onOpen();
          }}
        >
          {note.text.trim() || t("empty")}
        </button>
      ))}
    </section>
  );
}

function toggled(selected: ReadonlySet<string>, id: string): string[] {
  return selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id];
}

function Row({
  line,
  editor,
  change,
  isLit,
  onOpen,
  onKeyDown,
}: {
  line: Line;
  editor: Editor;
  change: ChangeKind | undefined;
  isLit: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const t = useTranslations("builder");
  const { edits, useWords, look } = editor.kit;
  const words = useWords();
  const { node, depth, reachable } = line;
  const { icon: Icon, text } = look(node.kind);
  const group = editor.graph.groups?.find((candidate) => candidate.nodeIds.includes(node.id));
  const problems = editor.problems.filter((problem) => problem.nodeId === node.id).length;
  const ports = edits.portsOf(node);
  const ways = ports.length > 1 ? ports : [];
  const main = ports.at(-1);
  const target = (port: string) => {
    const edge = editor.graph.edges.find((candidate) => candidate.from === node.id && candidate.port === port);
    const to = edge && edits.nodeById(editor.graph, edge.to);
    return to ? words.title(to) : t("nowhere");
  };
  return (
    <li className="group relative" style={{ paddingInlineStart: `${Math.min(depth, 5) * 1.25}rem` }}>
      <button
        type="button"
        data-step={node.id}
        aria-current={editor.selected.has(node.id)}
        className={cn(
          "my-1.5 flex w-full gap-3 rounded-lg border bg-card p-3 text-left shadow-xs outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring",
          editor.selected.has(node.id) && "ring-2 ring-ring",
          problems > 0 && "border-destructive",
          !reachable && "border-dashed",
          isLit && "border-success ring-4 ring-success/40",
        )}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return editor.select(toggled(editor.selected, node.id));
          editor.select([node.id]);
          onOpen();
        }}
      >
        <span className="flex size-7 shrink-0 items-center justify-center rounded-md bg-muted">
          <Icon className={cn("size-4", text)} aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-sm font-medium">{words.title(node)}</span>
            {isLit && <Badge variant="success">{t("standsHere")}</Badge>}
            {group && (
              <Badge variant="outline" className="min-w-0 shrink">
                <span className="truncate">{group.title.trim() || t("groups.untitled")}</span>
              </Badge>
            )}
            {change && <ChangeBadge change={change} />}
            {problems > 0 && (
              <span className="flex shrink-0 items-center gap-1 text-xs text-destructive-strong">
                <CircleAlert className="size-3" aria-hidden />
                {t("problemCount", { count: problems })}
              </span>
            )}
          </span>
          <span className="line-clamp-2 text-xs text-muted-foreground">{words.summary(node)}</span>
          {ways.map((port) => (
            <span key={port} className="mt-1 flex items-center gap-1 text-xs">
              <CornerDownRight className="size-3 shrink-0 text-muted-foreground" aria-hidden />
              <span className="truncate text-muted-foreground">{words.port(node, port)}:</span>
              <span className="truncate">{target(port)}</span>
            </span>
          ))}
        </span>
      </button>
      {main && !editor.readOnly && (
        <Button
          variant="ghost"
          size="sm"
          className="z-10 h-6 text-muted-foreground md:absolute md:-bottom-3 md:left-1/2 md:border md:bg-background md:opacity-0 md:focus-visible:opacity-100 md:group-focus-within:opacity-100 md:group-hover:opacity-100"
          aria-label={t("addAfter", { step: words.title(node), port: words.port(node, main) })}
          onClick={(event) =>
            editor.openMenu({ place: { from: node.id, port: main }, at: besides(event.currentTarget) })
          }
        >
          <Plus />
          {t("addStep")}
        </Button>
      )}
    </li>
  );
}

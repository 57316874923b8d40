"use client";

import { StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { findSteps } from "@/components/graph-builder/search/find-steps";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/overlays/command";
import { readingOrderOf } from "@/server/graphs/order";

/** Finds a step by its name or its text; what is highlighted is selected and shown, Enter stays there. */
export function StepSearch({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslations("builder.search");
  const { kit } = editor;
  const words = kit.useWords();
  const title = t("title", { thing: kit.thing });
  const [query, setQuery] = useState("");
  const entries = useMemo(
    () => [
      ...readingOrderOf(editor.graph, kit.edits.portsOf).map(({ node }) => ({
        id: node.id,
        title: words.title(node),
        text: [words.kind(node.kind), words.summary(node), ...kit.textsIn(node)].join(" "),
        line: words.summary(node),
        node,
      })),
      ...(editor.graph.notes ?? []).map((note) => ({
        id: note.id,
        title: t("note"),
        text: note.text,
        line: note.text,
        node: undefined,
      })),
    ],
    [editor.graph, words, kit, t],
  );
  const found = findSteps(entries, query);
  return (
    <search
      aria-label={title}
      className="absolute top-3 right-3 z-20 w-80 max-w-[calc(100%-1.5rem)] rounded-xl border shadow-lg"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Command label={title} shouldFilter={false} onValueChange={(id) => query && editor.select([id])}>
        <CommandInput autoFocus value={query} onValueChange={setQuery} placeholder={t("placeholder")} />
        <CommandList className="max-h-72">
          <CommandEmpty>{t("none")}</CommandEmpty>
          {query &&
            found.map((entry) => {
              const { icon: Icon, text } = entry.node
                ? kit.look(entry.node.kind)
                : { icon: StickyNote, text: "text-warning" };
              return (
                <CommandItem
                  key={entry.id}
                  value={entry.id}
                  onSelect={() => {
                    editor.select([entry.id]);
                    onClose();
                  }}
                >
                  <Icon className={text} aria-hidden />
                  <span className="min-w-0">
                    <span className="block truncate">{entry.title}</span>
                    <span className="block truncate text-xs text-muted-foreground">{entry.line}</span>
                  </span>
                </CommandItem>
              );
            })}
        </CommandList>
      </Command>
    </search>
  );
}

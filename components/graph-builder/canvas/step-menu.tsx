"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/overlays/command";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/overlays/popover";
import { nodeSize } from "@/server/graphs/shape";

/** The searchable menu of steps, opened by `/`, by a + and by a connection that was drawn into the open. */
export function StepMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("builder");
  const { menu, openMenu, edit, kit } = editor;
  const { edits } = kit;
  const words = kit.useWords();
  const anchor = useMemo(() => {
    const { x, y } = menu?.at ?? { x: 0, y: 0 };
    return { current: { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) } };
  }, [menu]);

  function choose(kind: string) {
    if (!menu) return;
    edit((graph) => {
      const { graph: added, id } = edits.addNode(graph, kind, menu.place);
      const placed = menu.position
        ? edits.moveNodes(added, {
            [id]: { x: Math.round(menu.position.x - nodeSize.width / 2), y: Math.round(menu.position.y) },
          })
        : added;
      return { graph: placed, select: [id] };
    });
    openMenu(null);
  }

  return (
    <Popover open={menu !== null} onOpenChange={(open) => !open && openMenu(null)}>
      <PopoverAnchor virtualRef={anchor} />
      <PopoverContent className="w-80 p-0" align="start" aria-label={t("addStep")}>
        <Command label={t("addStep")}>
          <CommandInput placeholder={t("searchSteps")} />
          <CommandList>
            <CommandEmpty>{t("noSuchStep")}</CommandEmpty>
            {kit.offered.map((kind) => {
              const { icon: Icon, text } = kit.look(kind);
              return (
                <CommandItem
                  key={kind}
                  value={kind}
                  disabled={!kit.isReady(kind)}
                  keywords={[words.kind(kind), words.hint(kind)]}
                  onSelect={() => choose(kind)}
                >
                  <Icon className={text} aria-hidden />
                  <span className="min-w-0">
                    <span className="block">{words.kind(kind)}</span>
                    <span className="block truncate text-xs text-muted-foreground">{words.hint(kind)}</span>
                  </span>
                </CommandItem>
              );
            })}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

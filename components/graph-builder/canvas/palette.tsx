"use client";

import { type LucideIcon, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Kit } from "@/components/graph-builder/kit";
import { cn } from "@/components/ui/cn";

const dragType = "application/x-duelane-step";

/** What is being dragged from the palette, if something is. */
export function draggedKind(transfer: DataTransfer, offered: readonly string[]): string | undefined {
  const text = transfer.getData(dragType);
  return text === "note" || offered.includes(text) ? text : undefined;
}

/** The steps there are: drag one onto the canvas or a connection, or press it to put it after what is selected. */
export function Palette({ kit, onAdd }: { kit: Kit; onAdd: (item: string) => void }) {
  const t = useTranslations("builder");
  const words = kit.useWords();
  return (
    <section aria-label={t("palette")} className="flex flex-col gap-1">
      <h2 className="px-2 pb-1 text-xs font-medium text-muted-foreground">{t("palette")}</h2>
      {kit.offered.map((kind) => (
        <Item
          key={kind}
          item={kind}
          look={kit.look(kind)}
          label={words.kind(kind)}
          hint={words.hint(kind)}
          disabled={!kit.isReady(kind)}
          onAdd={onAdd}
        />
      ))}
      <div className="mt-2 border-t pt-2">
        <Item
          item="note"
          look={noteLook}
          label={t("notes.title")}
          hint={t("notes.hint", { thing: kit.thing })}
          onAdd={onAdd}
        />
      </div>
    </section>
  );
}

const noteLook = { icon: StickyNote, text: "text-warning" };

function Item(props: {
  item: string;
  look: { icon: LucideIcon; text: string };
  label: string;
  hint: string;
  disabled?: boolean;
  onAdd: (item: string) => void;
}) {
  const { icon: Icon, text } = props.look;
  return (
    <button
      type="button"
      draggable={!props.disabled}
      disabled={props.disabled}
      title={props.hint}
      className="flex h-8 w-full cursor-grab items-center gap-2 rounded-md px-2 text-left text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring active:cursor-grabbing disabled:cursor-not-allowed disabled:text-muted-foreground disabled:hover:bg-transparent"
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, props.item);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onClick={() => props.onAdd(props.item)}
    >
      <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
      <span className="truncate">{props.label}</span>
    </button>
  );
}

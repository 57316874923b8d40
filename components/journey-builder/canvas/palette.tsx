"use client";

import { type LucideIcon, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { type OfferedKind, offeredKinds, stepLooks } from "@/components/journey-builder/step-kinds";
import { cn } from "@/components/ui/cn";
import { kindLacks } from "@/server/journeys/graph/availability";

const dragType = "application/x-duelane-step";

export type PaletteItem = OfferedKind | "note";

/** What is being dragged from the palette, if something is. */
export function draggedKind(transfer: DataTransfer): PaletteItem | undefined {
  const text = transfer.getData(dragType);
  return text === "note" ? text : offeredKinds.find((kind) => kind === text);
}

/** The steps there are: drag one onto the canvas or a connection, or press it to put it after what is selected. */
export function Palette({ onAdd }: { onAdd: (item: PaletteItem) => void }) {
  const t = useTranslations("journeys");
  const b = useTranslations("builder.notes");
  return (
    <section aria-label={t("palette")} className="flex flex-col gap-1">
      <h2 className="px-2 pb-1 text-xs font-medium text-muted-foreground">{t("palette")}</h2>
      {offeredKinds.map((kind) => {
        const lacks = kindLacks(kind);
        return (
          <Item
            key={kind}
            item={kind}
            look={stepLooks[kind]}
            label={t(`kinds.${kind}`)}
            hint={lacks ? t(`lacks.${lacks}`) : t(`kindHints.${kind}`)}
            disabled={lacks !== undefined}
            onAdd={onAdd}
          />
        );
      })}
      <div className="mt-2 border-t pt-2">
        <Item item="note" look={noteLook} label={b("title")} hint={b("hint")} onAdd={onAdd} />
      </div>
    </section>
  );
}

const noteLook = { icon: StickyNote, text: "text-warning" };

function Item(props: {
  item: PaletteItem;
  look: { icon: LucideIcon; text: string };
  label: string;
  hint: string;
  disabled?: boolean;
  onAdd: (item: PaletteItem) => void;
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

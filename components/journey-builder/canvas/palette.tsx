"use client";

import { useTranslations } from "next-intl";
import { type OfferedKind, offeredKinds, stepLooks } from "@/components/journey-builder/step-kinds";
import { cn } from "@/components/ui/cn";

const dragType = "application/x-duelane-step";

/** The kind of step that is being dragged from the palette, if one is. */
export function draggedKind(transfer: DataTransfer): OfferedKind | undefined {
  const text = transfer.getData(dragType);
  return offeredKinds.find((kind) => kind === text);
}

/** The steps there are: drag one onto the canvas or a connection, or press it to put it after what is selected. */
export function Palette({ onAdd }: { onAdd: (kind: OfferedKind) => void }) {
  const t = useTranslations("journeys");
  return (
    <section aria-label={t("palette")} className="flex flex-col gap-1">
      <h2 className="px-2 pb-1 text-xs font-medium text-muted-foreground">{t("palette")}</h2>
      {offeredKinds.map((kind) => {
        const { icon: Icon, text } = stepLooks[kind];
        return (
          <button
            key={kind}
            type="button"
            draggable
            title={t(`kindHints.${kind}`)}
            className="flex h-8 cursor-grab items-center gap-2 rounded-md px-2 text-left text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring active:cursor-grabbing"
            onDragStart={(event) => {
              event.dataTransfer.setData(dragType, kind);
              event.dataTransfer.effectAllowed = "copy";
            }}
            onClick={() => onAdd(kind)}
          >
            <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
            <span className="truncate">{t(`kinds.${kind}`)}</span>
          </button>
        );
      })}
    </section>
  );
}

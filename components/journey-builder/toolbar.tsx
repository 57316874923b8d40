"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  ArrowLeft,
  BookmarkPlus,
  CircleAlert,
  Download,
  Ellipsis,
  Eraser,
  FlaskConical,
  History,
  Keyboard,
  Network,
  Plus,
  Redo2,
  Search,
  Sparkles,
  Undo2,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { placeAfter } from "@/components/journey-builder/editing/editor-keys";
import { besides, type Editor } from "@/components/journey-builder/editing/use-editor";
import { ProblemsPanel } from "@/components/journey-builder/problems/problems-panel";
import type { SaveState } from "@/components/journey-builder/saving/autosaver";
import { SaveStatus } from "@/components/journey-builder/saving/save-status";
import { type View, ViewSwitch } from "@/components/journey-builder/view-switch";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button, type ButtonProps } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/overlays/tooltip";
import type { JourneyDetail } from "@/server/journeys/contract";
import { journeyToJson } from "@/server/journeys/graph/projections/json";
import { layoutGraph } from "@/server/journeys/graph/projections/layout";

/** The dialogs and sheets of the editor. */
export type Opened = "publish" | "versions" | "keys" | "words" | "template";

type Props = {
  journey: JourneyDetail;
  slug: string;
  editor: Editor;
  saveState: SaveState;
  view: View;
  onView: (view: View) => void;
  onFit: () => void;
  onSearch: () => void;
  onOpen: (dialog: Opened) => void;
  /** Absent where the draft is what was published last. */
  onDiscard?: () => void;
  mayPublish: boolean;
};

/** What can be done with the journey as a whole. */
export function Toolbar({
  journey,
  slug,
  editor,
  saveState,
  view,
  onView,
  onFit,
  onSearch,
  onOpen,
  onDiscard,
  mayPublish,
}: Props) {
  const t = useTranslations("journeys");
  const b = useTranslations("builder");
  const { readOnly } = editor;
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-2 border-b bg-card px-3 py-2">
      <Button asChild variant="ghost" size="icon" aria-label={t("backToList")}>
        <Link href={`/${slug}/journeys`}>
          <ArrowLeft />
        </Link>
      </Button>
      <Name journey={journey} readOnly={readOnly} />
      <Badge variant={journey.latestVersion ? "secondary" : "outline"} className="max-sm:hidden">
        {journey.latestVersion ? t("versions.number", { number: journey.latestVersion.number }) : t("neverPublished")}
      </Badge>
      {!readOnly && <SaveStatus state={saveState} />}
      <div className="ml-auto flex flex-wrap items-center gap-1 max-sm:order-last max-sm:w-full">
        {!readOnly && (
          <>
            <Tool label={t("undo")} disabled={!editor.canUndo} onClick={editor.undo}>
              <Undo2 />
            </Tool>
            <Tool label={t("redo")} disabled={!editor.canRedo} onClick={editor.redo}>
              <Redo2 />
            </Tool>
            {view === "canvas" && (
              <Tool
                label={t("autoLayout")}
                onClick={() => {
                  editor.edit(layoutGraph);
                  onFit();
                }}
              >
                <Network />
              </Tool>
            )}
            <Tool
              label={t("addStep")}
              onClick={(event) => editor.openMenu({ place: placeAfter(editor), at: besides(event.currentTarget) })}
            >
              <Plus />
            </Tool>
          </>
        )}
        <Tool label={b("search.title")} onClick={onSearch}>
          <Search />
        </Tool>
        <ViewSwitch view={view} onChange={onView} />
        <Button asChild variant="outline">
          <Link href={`/${slug}/journeys/${journey.id}/simulate`}>
            <FlaskConical />
            <span className="max-sm:sr-only">{t("simulate")}</span>
          </Link>
        </Button>
        <More journey={journey} editor={editor} onOpen={onOpen} onDiscard={readOnly ? undefined : onDiscard} />
        <ProblemsButton editor={editor} />
      </div>
      {mayPublish && <Button onClick={() => onOpen("publish")}>{t("publish.open")}</Button>}
    </header>
  );
}

function Tool({ label, children, ...props }: ButtonProps & { label: string; children: ReactNode }) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={label} {...props}>
          {children}
        </Button>
      </TooltipTrigger>
      <TooltipContent>{label}</TooltipContent>
    </Tooltip>
  );
}

function ProblemsButton({ editor }: { editor: Editor }) {
  const t = useTranslations("journeys");
  const count = editor.problems.length;
  if (count === 0) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          className="text-destructive-strong max-sm:ml-auto"
          aria-label={t("problemCount", { count })}
        >
          <CircleAlert />
          <span className="sm:hidden">{count}</span>
          <span className="max-sm:hidden">{t("problemCount", { count })}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="max-h-96 w-80 overflow-y-auto" aria-label={t("problemsTitle")}>
        <ProblemsPanel editor={editor} />
      </PopoverContent>
    </Popover>
  );
}

function More({ journey, editor, onOpen, onDiscard }: Pick<Props, "journey" | "editor" | "onOpen" | "onDiscard">) {
  const t = useTranslations("journeys");
  const b = useTranslations("builder");
  const history = useTranslations("builder.history");
  function download() {
    const url = URL.createObjectURL(
      new Blob([journeyToJson(journey.name, editor.graph)], { type: "application/json" }),
    );
    const link = document.createElement("a");
    link.href = url;
    link.download = `${journey.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.journey.json`;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("more")}>
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onOpen("versions")}>
          <History />
          {history("title")}
        </DropdownMenuItem>
        {onDiscard && (
          <DropdownMenuItem onSelect={onDiscard}>
            <Eraser />
            {history("discard")}
          </DropdownMenuItem>
        )}
        {!editor.readOnly && (
          <>
            <DropdownMenuItem onSelect={() => onOpen("words")}>
              <Sparkles />
              {b("words.open")}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onOpen("template")}>
              <BookmarkPlus />
              {b("templates.save")}
            </DropdownMenuItem>
          </>
        )}
        <DropdownMenuItem onSelect={download}>
          <Download />
          {t("export")}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onOpen("keys")}>
          <Keyboard />
          {t("keys.title")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Name({ journey, readOnly }: { journey: JourneyDetail; readOnly: boolean }) {
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useMutation(
    trpc.journeys.rename.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
      onSettled: () => setTyped(null),
    }),
  );
  if (readOnly) return <h1 className="min-w-0 truncate text-sm font-semibold">{journey.name}</h1>;
  return (
    <h1 className="min-w-0 max-sm:flex-1">
      <input
        aria-label={t("fields.name")}
        className="field-sizing-content h-8 max-w-64 min-w-24 rounded-md border border-transparent bg-transparent px-2 text-sm font-semibold outline-none hover:border-input focus-visible:border-input focus-visible:ring-2 focus-visible:ring-ring max-sm:w-full max-sm:max-w-none"
        maxLength={120}
        value={typed ?? journey.name}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        onBlur={() => {
          const name = typed?.trim();
          if (name && name !== journey.name) rename.mutate({ journeyId: journey.id, name });
          else setTyped(null);
        }}
      />
    </h1>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  ArrowLeft,
  BookmarkPlus,
  Download,
  Ellipsis,
  Eraser,
  FlaskConical,
  History,
  Keyboard,
  Sparkles,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SaveState } from "@/components/graph-builder/saving/autosaver";
import { SaveStatus } from "@/components/graph-builder/saving/save-status";
import { downloadJson } from "@/components/graph-builder/toolbar/download-json";
import { DrawingTools } from "@/components/graph-builder/toolbar/drawing-tools";
import { NameField } from "@/components/graph-builder/toolbar/name-field";
import { ProblemsButton } from "@/components/graph-builder/toolbar/problems-button";
import type { View } from "@/components/graph-builder/view-switch";
import type { JourneyEditor } from "@/components/journey-builder/journey-kit";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { JourneyDetail } from "@/server/journeys/contract";
import { journeyToJson } from "@/server/journeys/graph/projections/json";

/** The dialogs and sheets of the editor. */
export type Opened = "publish" | "versions" | "keys" | "words" | "template";

type Props = {
  journey: JourneyDetail;
  slug: string;
  editor: JourneyEditor;
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
        {journey.latestVersion ? b("versions.number", { number: journey.latestVersion.number }) : t("neverPublished")}
      </Badge>
      {!readOnly && <SaveStatus state={saveState} />}
      <div className="ml-auto flex flex-wrap items-center gap-1 max-sm:order-last max-sm:w-full">
        <DrawingTools editor={editor} view={view} onView={onView} onFit={onFit} onSearch={onSearch} />
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

function More({ journey, editor, onOpen, onDiscard }: Pick<Props, "journey" | "editor" | "onOpen" | "onDiscard">) {
  const b = useTranslations("builder");
  const history = useTranslations("builder.history");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={b("more")}>
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
        <DropdownMenuItem
          onSelect={() => downloadJson(journey.name, "journey", journeyToJson(journey.name, editor.graph))}
        >
          <Download />
          {b("export")}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onOpen("keys")}>
          <Keyboard />
          {b("keys.title")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Name({ journey, readOnly }: { journey: JourneyDetail; readOnly: boolean }) {
  const t = useTranslations("journeys");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rename = useMutation(
    trpc.journeys.rename.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.journeys.pathKey() }),
    }),
  );
  return (
    <NameField
      label={t("fields.name")}
      name={journey.name}
      readOnly={readOnly}
      onRename={(name, done) => rename.mutate({ journeyId: journey.id, name }, { onSettled: done })}
    />
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Download, Ellipsis, FlaskConical, History, Keyboard, MessagesSquare } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import type { SaveState } from "@/components/graph-builder/saving/autosaver";
import { SaveStatus } from "@/components/graph-builder/saving/save-status";
import { downloadJson } from "@/components/graph-builder/toolbar/download-json";
import { DrawingTools } from "@/components/graph-builder/toolbar/drawing-tools";
import { NameField } from "@/components/graph-builder/toolbar/name-field";
import { ProblemsButton } from "@/components/graph-builder/toolbar/problems-button";
import type { View } from "@/components/graph-builder/view-switch";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { FlowDetail } from "@/server/flows/contract";
import { flowToJson } from "@/server/flows/graph/json";

/** The dialogs and sheets of the editor. */
export type Opened = "publish" | "versions" | "keys";

/** What stands beside the drawing, and the buttons that open it. */
export type Beside = "try" | "test";
export type BesideButtons = Record<Beside, RefObject<HTMLButtonElement | null>>;

type Props = {
  flow: FlowDetail;
  editor: FlowEditor;
  saveState: SaveState;
  view: View;
  onView: (view: View) => void;
  onFit: () => void;
  onSearch: () => void;
  onOpen: (dialog: Opened) => void;
  beside: Beside | null;
  besideButtons: BesideButtons;
  onBeside: (beside: Beside) => void;
  mayPublish: boolean;
};

const besides = [
  { of: "try", icon: MessagesSquare },
  { of: "test", icon: FlaskConical },
] as const;

/** What can be done with the conversation as a whole. */
export function Toolbar({
  flow,
  editor,
  saveState,
  beside,
  besideButtons,
  onBeside,
  onOpen,
  mayPublish,
  ...tools
}: Props) {
  const t = useTranslations("flows");
  const { slug } = useWorkspace();
  const isPublished = saveState.kind === "saved" && !flow.changed;
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-2 border-b bg-card px-3 py-2">
      <Button asChild variant="ghost" size="icon" aria-label={t("backToList")}>
        <Link href={`/${slug}/conversations`}>
          <ArrowLeft />
        </Link>
      </Button>
      <Name flow={flow} readOnly={editor.readOnly} />
      <Badge variant={flow.latestVersion ? "secondary" : "outline"} className="max-sm:hidden">
        {flow.latestVersion ? t("version", { number: flow.latestVersion.number }) : t("neverPublished")}
      </Badge>
      {!editor.readOnly && <SaveStatus state={saveState} />}
      <div className="ml-auto flex flex-wrap items-center gap-1 max-sm:order-last max-sm:w-full">
        <DrawingTools editor={editor} {...tools} />
        {besides.map(({ of, icon: Icon }) => (
          <Button
            key={of}
            ref={besideButtons[of]}
            variant={beside === of ? "secondary" : "outline"}
            aria-pressed={beside === of}
            onClick={() => onBeside(of)}
          >
            <Icon />
            <span className="max-sm:sr-only">{t(of === "try" ? "try.title" : "suites.title")}</span>
          </Button>
        ))}
        <More flow={flow} editor={editor} onOpen={onOpen} />
        <ProblemsButton editor={editor} />
      </div>
      {mayPublish && (
        <Button disabled={isPublished} onClick={() => onOpen("publish")}>
          {t("publish.button")}
        </Button>
      )}
    </header>
  );
}

function More({ flow, editor, onOpen }: Pick<Props, "flow" | "editor" | "onOpen">) {
  const t = useTranslations("builder");
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
          {t("history.title")}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => downloadJson(flow.name, "flow", flowToJson(flow.name, editor.graph))}>
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

function Name({ flow, readOnly }: { flow: FlowDetail; readOnly: boolean }) {
  const t = useTranslations("flows");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.flows.pathKey() }),
    }),
  );
  return (
    <NameField
      label={t("nameOf")}
      name={flow.name}
      readOnly={readOnly}
      onRename={(name, done) => rename.mutate({ flowId: flow.id, name }, { onSettled: done })}
    />
  );
}

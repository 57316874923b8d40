"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { flowKit } from "@/components/flow-builder/flow-kit";
import { OwnSkillsProvider } from "@/components/flow-builder/own-skills";
import { PublishDialog } from "@/components/flow-builder/publish-dialog";
import { SuitePanel } from "@/components/flow-builder/suites/suite-panel";
import { useSuites } from "@/components/flow-builder/suites/use-suites";
import { type Beside, type Opened, Toolbar } from "@/components/flow-builder/toolbar";
import { TryPanel } from "@/components/flow-builder/trying/try-panel";
import { type KeptTrial, useTrial } from "@/components/flow-builder/trying/use-trial";
import { useServer } from "@/components/flow-builder/use-server";
import { VersionsSheet } from "@/components/flow-builder/versions/versions-sheet";
import { KeysDialog } from "@/components/graph-builder/editing/keys-dialog";
import type { Resumed } from "@/components/graph-builder/editing/resume";
import { useResumed } from "@/components/graph-builder/editing/use-kept-history";
import { OpeningBuilder } from "@/components/graph-builder/opening-builder";
import { ConflictNotice } from "@/components/graph-builder/saving/conflict-notice";
import { StepSearch } from "@/components/graph-builder/search/step-search";
import { useDraft } from "@/components/graph-builder/use-draft";
import type { ToRestore, usePlace } from "@/components/graph-builder/use-place";
import { useAskedRestore, useReplaceDraft } from "@/components/graph-builder/versions/use-replace-draft";
import { isNarrowNow } from "@/components/graph-builder/view-switch";
import { Workbench } from "@/components/graph-builder/workbench";
import { useTRPC } from "@/components/trpc/provider";
import type { FlowDetail } from "@/server/flows/contract";
import { problemsOf } from "@/server/flows/graph/checks/validate";
import type { DraftFlow } from "@/server/flows/graph/schema";

type Props = {
  flow: FlowDetail;
  personId: string;
  mayEdit: boolean;
  mayPublish: boolean;
  place: ReturnType<typeof usePlace>;
  keptTrial: KeptTrial;
};

/** The draft being drawn, saved as it goes; it goes on where this person left it on this device. */
export function FlowDraftEditor(props: Props) {
  const historyKey = `${props.personId} ${props.flow.id}`;
  const resumed = useResumed(props.flow, historyKey);
  if (!resumed) return <OpeningBuilder thing="conversation" />;
  return <Drawn {...props} historyKey={historyKey} resumed={resumed} />;
}

function Drawn({
  flow,
  mayEdit,
  mayPublish,
  place,
  keptTrial,
  historyKey,
  resumed,
}: Props & { historyKey: string; resumed: Resumed<DraftFlow> }) {
  const t = useTranslations("flows");
  const history = useTranslations("builder.history");
  const trpc = useTRPC();
  const [open, setOpen] = useState<Opened | null>(null);
  const close = (isOpen: boolean) => !isOpen && setOpen(null);
  const [beside, setBeside] = useState<Beside | null>(null);
  const besideButtons = { try: useRef<HTMLButtonElement>(null), test: useRef<HTMLButtonElement>(null) };
  const { save, read, took } = useServer(flow.id);
  const { obligations, ownSkills } = flow;
  const draft = useDraft({
    kit: flowKit,
    server: flow,
    resumed,
    historyKey,
    readOnly: !mayEdit,
    save,
    problemsOf: useCallback(
      (graph: DraftFlow) => problemsOf({ ...graph, ownSkills }, obligations),
      [ownSkills, obligations],
    ),
    onKeys: () => setOpen("keys"),
  });
  const { editor, autosave, keys } = draft;
  const trial = useTrial(keptTrial, editor.graph);
  const suites = useSuites({
    flowId: flow.id,
    isOpen: beside === "test" || open === "publish",
    flush: () => (mayEdit ? autosave.saver.flush() : Promise.resolve(flow.draftRevision)),
  });

  const replace = useReplaceDraft(draft.actions, autosave.saver, took);
  const { mutateAsync: restoreVersion } = useMutation(
    trpc.flows.restoreVersion.mutationOptions({ meta: { quiet: true } }),
  );
  const restore = ({ id, number }: ToRestore) =>
    replace(
      (draftRevision) => restoreVersion({ flowId: flow.id, draftRevision, flowVersionId: id }),
      history("restored", { number }),
    );
  useAskedRestore(place.toRestore, place.restored, restore);

  const onGo = () => isNarrowNow() && setBeside(null);
  const besides = {
    try: <TryPanel flowId={flow.id} trial={trial} editor={editor} onGo={onGo} />,
    test: (
      <SuitePanel
        suites={suites}
        editor={editor}
        saved={flow.draft}
        isArchived={flow.archivedAt !== null}
        onGo={onGo}
      />
    ),
  };
  const toolbar = (
    <>
      <Toolbar
        flow={flow}
        editor={editor}
        saveState={autosave.state}
        view={draft.view}
        onView={draft.setView}
        onFit={keys.fit}
        onSearch={keys.search}
        onOpen={setOpen}
        beside={beside}
        besideButtons={besideButtons}
        onBeside={(pressed) => setBeside(beside === pressed ? null : pressed)}
        mayPublish={mayPublish}
      />
      <ConflictNotice editor={editor} autosave={autosave} read={read} root={draft.root} />
    </>
  );
  return (
    <OwnSkillsProvider value={ownSkills}>
      <Workbench
        rootRef={draft.root}
        editor={editor}
        actions={draft.actions}
        view={draft.view}
        toolbar={toolbar}
        onAdd={mayEdit ? draft.add : undefined}
        fitKey={draft.fitKey}
        lit={beside === "try" ? trial.told?.tried.nodeId : undefined}
        aside={
          beside
            ? {
                title: t(beside === "try" ? "try.title" : "suites.title"),
                content: besides[beside],
                onClose: () => setBeside(null),
                opener: besideButtons[beside],
              }
            : undefined
        }
        overlay={draft.searching && <StepSearch editor={editor} onClose={draft.stopSearching} />}
      />
      <PublishDialog
        flow={flow}
        editor={editor}
        autosave={autosave}
        suites={suites}
        onSeeTest={() => {
          setOpen(null);
          setBeside("test");
        }}
        open={open === "publish"}
        onOpenChange={close}
      />
      <VersionsSheet
        flowId={flow.id}
        open={open === "versions"}
        onOpenChange={close}
        onRead={(id) => {
          setOpen(null);
          place.read(id);
        }}
        onCompare={place.compare}
        onRestore={
          mayEdit
            ? (version) => {
                setOpen(null);
                void restore(version);
              }
            : undefined
        }
      />
      <KeysDialog thing="conversation" open={open === "keys"} onOpenChange={close} />
    </OwnSkillsProvider>
  );
}

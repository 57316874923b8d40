"use client";

import { flowEdits } from "@/components/flow-builder/flow-edits";
import { StepForm } from "@/components/flow-builder/forms/step-forms";
import { WholeForm } from "@/components/flow-builder/forms/whole-form";
import { useProblemWords } from "@/components/flow-builder/problem-words";
import { offeredKinds, stepLooks, useFlowWords } from "@/components/flow-builder/step-kinds";
import { WholeChanges } from "@/components/flow-builder/versions/whole-changes";
import { WordsView } from "@/components/flow-builder/words/words-view";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { Kit } from "@/components/graph-builder/kit";
import { diffFlows, hasOtherFrame, unionFlow } from "@/server/flows/graph/diff";
import { type DraftFlow, type DraftNode, type NodeKind, nodesMax } from "@/server/flows/graph/schema";
import { saidBy } from "@/server/flows/graph/speech";

export type FlowEditor = Editor<DraftFlow>;

/** How conversations are drawn. */
export const flowKit: Kit = {
  thing: "conversation",
  edits: flowEdits,
  nodesMax,
  offered: offeredKinds,
  isReady: () => true,
  look: (kind: NodeKind) => stepLooks[kind],
  textsIn,
  useWords: useFlowWords,
  useProblemWords,
  StepForm,
  WholeForm,
  WordsView,
  diff: diffFlows,
  union: unionFlow,
  hasWholeChanges: hasOtherFrame,
  WholeChanges,
};

function textsIn(node: DraftNode): string[] {
  const said = saidBy(node).flatMap((text) => Object.values(text));
  const told = "instruction" in node && node.instruction ? [node.instruction] : [];
  const ways = node.kind === "listen" ? node.paths : node.kind === "menu" ? node.options : [];
  return [...said, ...told, ...(ways ?? []).map((way) => way.label)];
}

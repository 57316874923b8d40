"use client";

import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { Kit } from "@/components/graph-builder/kit";
import { journeyEdits } from "@/components/journey-builder/journey-edits";
import { LeaveOn } from "@/components/journey-builder/panel/leave-on";
import { useProblemWords } from "@/components/journey-builder/problems/problem-words";
import { StepForm } from "@/components/journey-builder/step-forms/step-forms";
import { offeredKinds, stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import { LeaveOnChanges } from "@/components/journey-builder/versions/leave-on-changes";
import { kindLacks } from "@/server/journeys/graph/availability";
import { diffGraphs, unionGraph } from "@/server/journeys/graph/changes/diff";
import { textsIn } from "@/server/journeys/graph/message-text";
import { type DraftGraph, type NodeKind, nodesMax } from "@/server/journeys/graph/schema";

export type JourneyEditor = Editor<DraftGraph>;

/** How journeys are drawn. */
export const journeyKit: Kit = {
  thing: "journey",
  edits: journeyEdits,
  nodesMax,
  offered: offeredKinds,
  isReady: (kind: NodeKind) => kindLacks(kind) === undefined,
  look: (kind: NodeKind) => stepLooks[kind],
  textsIn,
  useWords: (graph?: DraftGraph) => useStepWords(graph),
  useProblemWords,
  StepForm,
  WholeForm: LeaveOn,
  diff: diffGraphs,
  union: unionGraph,
  hasWholeChanges: (before: DraftGraph, after: DraftGraph) => {
    const { added, removed } = diffGraphs(before, after).leaveOn;
    return added.length + removed.length > 0;
  },
  WholeChanges: LeaveOnChanges,
};

// What the builder has to know of a kind of graph to draw it: its steps with their looks and words, its edits, and the forms
// of its settings. Written as methods, so that what knows journeys or conversations serves as what knows graphs.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { GraphEdits } from "@/components/graph-builder/editing/graph-edits";
import type { Editor } from "@/components/graph-builder/editing/use-editor";
import type { DrawingDiff } from "@/server/graphs/diff";
import type { DrawnGraph, DrawnNode } from "@/server/graphs/shape";
import type { Problem } from "@/server/graphs/structure";

export type StepLook = { icon: LucideIcon; text: string; fill: string };

/** What is what, in the reader's words. */
export type StepWords = {
  kind(kind: string): string;
  /** What a kind of step does, or why it cannot be used yet. */
  hint(kind: string): string;
  title(node: DrawnNode): string;
  /** The line that says what a step does. */
  summary(node: DrawnNode): string;
  /** What a way out of a step is called. */
  port(node: DrawnNode, port: string): string;
  /** A code that stands in a setting; other text as it is. */
  value(text: string): string;
  /** What a setting is called, where the kind of graph has its own name for it. */
  setting?(key: string): string | undefined;
};

export type ProblemWords = { of(problem: Problem): string }["of"];

export type StepFormProps = {
  node: DrawnNode;
  graph: DrawnGraph;
  /** `field`: what is being typed in, so that undo takes it back in strokes. */
  onChange(node: DrawnNode, field?: string): void;
  /** An edit of more than this step. */
  onGraph(edit: { of(graph: DrawnGraph): DrawnGraph }["of"]): void;
  /** What the problems of this step are about. */
  wrong: ReadonlySet<string>;
  readOnly: boolean;
};

export type Kit = {
  /** Fills {thing} in what the builder says. */
  thing: "journey" | "conversation";
  edits: GraphEdits;
  nodesMax: number;
  /** The kinds of steps in the order they are offered. */
  offered: readonly string[];
  /** Whether a kind of step can be used already. */
  isReady(kind: string): boolean;
  look(kind: string): StepLook;
  /** What stands in a step, to be found by. */
  textsIn(node: DrawnNode): string[];
  useWords(graph?: DrawnGraph): StepWords;
  useProblemWords(graph: DrawnGraph): ProblemWords;
  /** The settings of one step. */
  StepForm(props: StepFormProps): ReactNode;
  /** What belongs to no step. */
  WholeForm(props: { editor: Editor }): ReactNode;
  /** Everything that is said, to be read in one go; a view of its own where there is one. */
  WordsView?(props: { editor: Editor }): ReactNode;
  diff(before: DrawnGraph, after: DrawnGraph): DrawingDiff<DrawnNode>;
  /** Both in one, so that what is gone can be seen. */
  union(before: DrawnGraph, after: DrawnGraph): DrawnGraph;
  /** Whether anything differs that belongs to no step. */
  hasWholeChanges(before: DrawnGraph, after: DrawnGraph): boolean;
  WholeChanges(props: { before: DrawnGraph; after: DrawnGraph }): ReactNode;
};

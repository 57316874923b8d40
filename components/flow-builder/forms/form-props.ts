import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";

export type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;

export type FormProps<Kind extends NodeKind> = {
  node: Of<Kind>;
  graph: DraftFlow;
  /** `field`: what is being typed in, so that undo takes it back in strokes. */
  onChange: (node: Of<Kind>, field?: string) => void;
  /** What the problems of this step are about. */
  wrong: ReadonlySet<string>;
  readOnly: boolean;
};

// Copying, pasting and duplicating parts of a journey: a jump to a step that is copied too leads to its copy. Pure.
import { type Clipboard as Copied, clipboardOf } from "@/server/graphs/clipboard";
import { connect } from "@/server/journeys/graph/edits/edits";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

export type Clipboard = Copied<DraftNode>;

export const { duplicateNodes, copyNodes, pasteNodes } = clipboardOf<DraftNode, DraftGraph>(connect, (node, renamed) =>
  node.kind === "go_to" && node.target ? { ...node, target: renamed.get(node.target) ?? node.target } : node,
);

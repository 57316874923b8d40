// The sentences of a step, wherever they stand in its settings. Pure.
import type { DraftNode } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import { type Opening, openings } from "@/server/flows/graph/speech";

type Place = { field: Opening; index: number } | { field: SingleField };
type SingleField = "question" | "prompt" | "filler" | "sentence" | "message" | "goodbye";
export type PlacedText = { place: Place; text: SpokenText };

const singles: Partial<Record<DraftNode["kind"], SingleField>> = {
  ask: "question",
  listen: "prompt",
  skill: "filler",
  menu: "prompt",
  transfer: "sentence",
  callback: "question",
  voicemail: "message",
  end: "goodbye",
};

/** What a step says word for word, in its order; one that is still to be written is empty. */
export function textsOf(node: DraftNode): PlacedText[] {
  if (node.kind === "start" || node.kind === "say")
    return listsOf(node).flatMap((field) =>
      (listOf(node, field) ?? []).map((text, index) => ({ place: { field, index }, text })),
    );
  const field = singles[node.kind];
  if (!field) return [];
  const text = (node as Partial<Record<SingleField, SpokenText>>)[field];
  return [{ place: { field }, text: text ?? {} }];
}

/** The step with another text there. */
export function withText(node: DraftNode, place: Place, text: SpokenText): DraftNode {
  if (!("index" in place)) return { ...node, [place.field]: text } as DraftNode;
  const list = listOf(node, place.field);
  return list ? ({ ...node, [place.field]: list.with(place.index, text) } as DraftNode) : node;
}

const listsOf = (node: DraftNode) => (node.kind === "start" ? openings : (["sentences"] as const));
const listOf = (node: DraftNode, field: Opening) => (node as Partial<Record<Opening, SpokenText[]>>)[field];

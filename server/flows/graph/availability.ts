// What a flow can name already and its other half brings later, and why. A step that needs it cannot be published. Pure.
import type { DraftNode } from "@/server/flows/graph/schema";

const missingParts = ["documents", "knowledge"] as const;
export type MissingPart = (typeof missingParts)[number];

/** In plain English, for the command line and errors. */
export const missingPartReasons: Record<MissingPart, string> = {
  documents: "There are no documents yet that could be sent.",
  knowledge: "There is no knowledge base yet to answer from.",
};

/** Everything that this step uses and that is not there yet. */
export function partsMissing(node: DraftNode): MissingPart[] {
  if (node.kind === "answer")
    return (node.sources ?? []).filter((source) => source === "documents" || source === "knowledge");
  if (node.kind === "skill" && node.skill === "send_document") return ["documents"];
  if (node.kind === "listen" && node.skills?.includes("send_document")) return ["documents"];
  return [];
}

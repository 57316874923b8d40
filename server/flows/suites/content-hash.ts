// What a conversation is held by, as one hash: where its steps stand on the canvas, groups and notes are not in it. Server only.
import { createHash } from "node:crypto";
import type { DraftFlow } from "@/server/flows/graph/schema";

/** The same for two flows that are held alike, with the same own skills, where the law asks the same of them. */
export function contentHash(flow: DraftFlow, obligations: readonly string[]): string {
  const { schemaVersion, languages, routes, ownSkills = {} } = flow;
  const nodes = flow.nodes.map(({ position: _, ...node }) => ordered(node)).sort();
  const edges = flow.edges.map(({ from, port, to }) => ordered({ from, port, to })).sort();
  const content = { schemaVersion, languages, routes, ownSkills, nodes, edges, obligations: [...obligations].sort() };
  return createHash("sha256").update(ordered(content)).digest("hex");
}

/** JSON whose keys are in order. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

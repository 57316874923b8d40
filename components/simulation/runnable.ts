import type { VersionDetail } from "@/server/journeys/contract";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { type DraftGraph, type ExecutableGraph, executableGraph } from "@/server/journeys/graph/schema";

export type Graphs = { draft: DraftGraph; live: VersionDetail | null };

/** The draft as it would run, or how many problems it still has. */
export function runnableDraft(draft: DraftGraph): { graph: ExecutableGraph } | { problems: number } {
  const validation = validateGraph(draft);
  return validation.ok ? { graph: validation.graph } : { problems: validation.problems.length };
}

export function runnableVersion(version: VersionDetail): ExecutableGraph {
  return executableGraph.parse(version.graph);
}

import { layoutDrawing } from "@/server/graphs/layout";
import { portsOf } from "@/server/journeys/graph/ports";
import type { DraftGraph, DraftNode } from "@/server/journeys/graph/schema";

/** The same journey with every position set anew. Pure. */
export function layoutGraph<Draft extends DraftGraph>(draft: Draft): Draft {
  return layoutDrawing<DraftNode, Draft>(draft, portsOf);
}

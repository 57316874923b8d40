// The webhook steps of a journey whose answers a rule may read. Pure.
import type { WebhookStep } from "@/components/rules/rule-editor";
import type { DraftGraph } from "@/server/journeys/graph/schema";

export function webhooksOf(graph: DraftGraph): WebhookStep[] {
  return graph.nodes.flatMap((node) => {
    if (node.kind !== "webhook" || !node.keep?.length) return [];
    return [{ id: node.id, title: node.title?.trim() || node.id, keep: node.keep }];
  });
}

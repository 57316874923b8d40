"use client";

import { useOwnSkills } from "@/components/flow-builder/own-skills";
import type { DraftFlow } from "@/server/flows/graph/schema";

/** Names under which something that was asked for, or that came out of a step, can be used. */
export function useSlots(flow: DraftFlow): string[] {
  const own = useOwnSkills(flow);
  const names = flow.nodes.flatMap((node): string[] => {
    if (node.kind === "ask") return node.slot ? [node.slot] : [];
    if (node.kind === "offer") return ["offer"];
    if (node.kind === "callback") return ["callback_on"];
    if (node.kind !== "skill" || !node.skill) return [];
    return Object.keys(own[node.skill]?.results ?? {}).map((field) => `${node.skill}.${field}`);
  });
  return [...new Set(names)];
}

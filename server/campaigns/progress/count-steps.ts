import type { HistoryEvent } from "@/server/journeys/interpreter/state";

export type StepCount = { nodeId: string; entered: number; passed: number; failed: number };

/** What these events add to the counts of each step: who came, who went on, what was refused or could not go on. Pure. */
export function countSteps(events: Iterable<HistoryEvent>): StepCount[] {
  const counts = new Map<string, StepCount>();
  const add = (nodeId: string, key: "entered" | "passed" | "failed") => {
    const count = counts.get(nodeId) ?? { nodeId, entered: 0, passed: 0, failed: 0 };
    count[key] += 1;
    counts.set(nodeId, count);
  };
  for (const event of events) {
    if (event.kind === "went" || event.kind === "jumped") {
      add(event.from, "passed");
      add(event.to, "entered");
    }
    if (event.kind === "left") add(event.nodeId, "passed");
    if (event.kind === "parked" || (event.kind === "answered" && event.verdict === "deny")) add(event.nodeId, "failed");
  }
  return [...counts.values()].sort((a, b) => (a.nodeId < b.nodeId ? -1 : 1));
}

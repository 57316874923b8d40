import { expect, test } from "vitest";
import { longJourney } from "@/bench/long-journey";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { nodesMax } from "@/server/journeys/graph/schema";

test("the benchmark's journey is as long as one may be and could be published", () => {
  const graph = longJourney();
  expect(graph.nodes).toHaveLength(nodesMax);
  expect(validateGraph(graph).ok).toBe(true);
});

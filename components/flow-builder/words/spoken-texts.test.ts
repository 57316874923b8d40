import { expect, test } from "vitest";
import { textsOf, withText } from "@/components/flow-builder/words/spoken-texts";
import type { DraftNode } from "@/server/flows/graph/schema";
import { flowTemplates } from "@/server/flows/templates/catalogue";

const nodes = flowTemplates.flatMap(({ flow }) => flow.nodes);

test("every text of every step can be found, changed and found again", () => {
  for (const node of nodes)
    for (const [at, { place }] of textsOf(node).entries()) {
      const changed = withText(node, place, { en: "Other words" });
      expect(textsOf(changed)[at]).toEqual({ place, text: { en: "Other words" } });
      expect(textsOf(changed).length).toBe(textsOf(node).length);
    }
});

test("a text is not found in a step that says none of its own", () => {
  const answer = nodes.find((node) => node.kind === "verify") as DraftNode;
  expect(textsOf(answer)).toEqual([]);
});

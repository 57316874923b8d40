import { expect, test } from "vitest";
import { diffFlows, hasOtherFrame, unionFlow } from "@/server/flows/graph/diff";
import { deleteNodes, nodeById, setRoute, updateNode } from "@/server/flows/graph/edits";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";

const { flow } = paymentReminder;

test("other words are one step that changed, named by sentence and language", () => {
  const open = nodeById(flow, "open");
  if (open?.kind !== "say") throw new Error("no sentence");
  const [first = {}] = open.sentences ?? [];
  const after = updateNode(flow, { ...open, sentences: [{ ...first, en: "Other words" }] });
  expect(diffFlows(flow, after).nodes).toEqual([
    expect.objectContaining({
      id: "open",
      kind: "changed",
      differences: [expect.objectContaining({ path: ["sentences", "1", "en"], after: "Other words" })],
    }),
  ]);
  expect(hasOtherFrame(flow, after)).toBe(false);
});

test("another route and fewer languages belong to no step", () => {
  for (const after of [setRoute(flow, "person", undefined), { ...flow, languages: ["en" as const] }]) {
    expect(diffFlows(flow, after).nodes).toEqual([]);
    expect(hasOtherFrame(flow, after)).toBe(true);
  }
});

test("both together hold what was removed", () => {
  const after = deleteNodes(flow, ["open"]);
  expect(unionFlow(flow, after).nodes.map(({ id }) => id)).toContain("open");
});

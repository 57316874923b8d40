import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "@/server/flows/graph/checks/validate";
import * as edits from "@/server/flows/graph/edits";
import { blankFlow } from "@/server/flows/graph/new-node";
import { draftFlow, nodeKinds } from "@/server/flows/graph/schema";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";

const { flow } = paymentReminder;

test("whatever is edited, the flow stays one that can be stored, and its problems can be told", () => {
  const id = fc.constantFrom(...flow.nodes.map((node) => node.id), "gone");
  const edit = fc.oneof(
    fc.tuple(fc.constantFrom(...nodeKinds), id).map(
      ([kind, from]) =>
        (draft: typeof flow) =>
          edits.addNode(draft, kind, edits.placeAfter(draft, from)).graph,
    ),
    id.map((one) => (draft: typeof flow) => edits.deleteNodes(draft, [one])),
    fc.tuple(id, id).map(
      ([from, to]) =>
        (draft: typeof flow) =>
          edits.connect(draft, from, "next", to),
    ),
    id.map((one) => (draft: typeof flow) => edits.moveAlong(draft, one, "later")),
    id.map((one) => (draft: typeof flow) => edits.duplicateNodes(draft, [one]).graph),
    id.map((one) => (draft: typeof flow) => edits.moveNodes(draft, { [one]: { x: 1, y: 2 } })),
    id.map((one) => (draft: typeof flow) => edits.setRoute(draft, "dispute", one)),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (steps) => {
      const edited = steps.reduce((so, change) => change(so), flow);
      expect(draftFlow.safeParse(edited).success).toBe(true);
      problemsOf(edited, ["AI_DISCLOSURE"]);
      expect(edited.nodes.filter((node) => node.kind === "start").length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

test("an edit of what is not there changes nothing", () => {
  const other = edits.nodeById(flow, "open");
  expect(edits.deleteNodes(flow, ["gone", "start"])).toBe(flow);
  expect(edits.disconnect(flow, "gone")).toBe(flow);
  expect(edits.updateNode(flow, { ...(other ?? flow.nodes[0]), id: "gone" } as typeof other & {})).toBe(flow);
});

test("a route to a deleted step is gone with it; copies paste under their own ids", () => {
  expect(edits.deleteNodes(flow, ["person"]).routes).toEqual({ dispute: "which" });
  expect(edits.setRoute(flow, "person", undefined).routes).toEqual({ dispute: "which" });
  const pasted = edits.pasteNodes(blankFlow, edits.copyNodes(flow, ["start", "when", "promise"]), { x: 0, y: 0 });
  expect(pasted.ids).toEqual(["ask_1", "skill_1"]);
  expect(pasted.graph.edges).toContainEqual(expect.objectContaining({ from: "ask_1", port: "filled", to: "skill_1" }));
});

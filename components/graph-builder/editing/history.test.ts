import { expect, test } from "vitest";
import { beginHistory, record, redo, undo } from "@/components/graph-builder/editing/history";
import { addNode } from "@/server/journeys/graph/edits/edits";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";

test("three hundred edits are undone one by one, and redone", () => {
  let history = beginHistory<DraftGraph>(blankGraph);
  for (let count = 0; count < 300; count += 1) {
    history = record(history, addNode(history.present, "wait", { edgeId: "start-next" }).graph, count);
  }
  const last = history.present;
  for (let count = 0; count < 300; count += 1) history = undo(history);
  expect(history.present).toBe(blankGraph);
  expect(undo(history)).toBe(history);
  for (let count = 0; count < 300; count += 1) history = redo(history);
  expect(history.present).toBe(last);
  expect(redo(history)).toBe(history);
});

test("typing is undone in strokes; a pause, another field or another edit begins a new one", () => {
  const graphs = Array.from({ length: 6 }, () => ({ ...blankGraph }));
  const [a, b, c, d, e, f] = graphs as [typeof blankGraph, ...(typeof blankGraph)[]];
  let history = beginHistory(a);
  for (const [graph, at, key] of [
    [b, 0, "title"],
    [c, 500, "title"],
    [d, 3_000, "title"],
    [e, 3_100, "body"],
    [f, 3_200, null],
  ] as const) {
    if (graph) history = record(history, graph, at, key);
  }
  expect(history.past).toEqual([a, c, d, e]);
});

test("a new edit after undo forgets what was undone", () => {
  const [b, c] = [{ ...blankGraph }, { ...blankGraph }];
  const history = record(undo(record(beginHistory<DraftGraph>(blankGraph), b, 0)), c, 1);
  expect(history.future).toEqual([]);
  expect(undo(history).present).toBe(blankGraph);
});

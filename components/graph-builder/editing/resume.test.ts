import { expect, test } from "vitest";
import { beginHistory, record, undo } from "@/components/graph-builder/editing/history";
import { resume, type Stored } from "@/components/graph-builder/editing/resume";
import * as edits from "@/server/journeys/graph/edits/edits";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";

const first: DraftGraph = blankGraph;
const second = edits.addNode(first, "wait", { edgeId: "start-next" }).graph;
const theirs = edits.addNode(first, "send_sms", { edgeId: "start-next" }).graph;
const day = 86_400_000;
const stored = (more: Partial<Stored> = {}): Stored => ({
  history: record(beginHistory(first), second, 0),
  revision: 2,
  unsaved: false,
  at: 0,
  ...more,
});
const reloaded = (graph: DraftGraph) => structuredClone(graph);

test("after a reload undo goes on where it was", () => {
  const { history, saved, revision } = resume(stored(), { draft: reloaded(second), draftRevision: 2 }, day);
  expect(undo(history).present).toEqual(first);
  expect([saved === history.present, revision]).toEqual([true, 2]);
});

test("what the server took while the page was closing counts as saved", () => {
  const { history, saved, revision } = resume(
    stored({ unsaved: true, revision: 1 }),
    { draft: reloaded(second), draftRevision: 2 },
    day,
  );
  expect([saved === history.present, revision]).toEqual([true, 2]);
});

test("what could not be saved before the page was closed is there again, still to be saved", () => {
  const { history, saved, revision } = resume(
    stored({ unsaved: true, revision: 1 }),
    { draft: reloaded(first), draftRevision: 1 },
    day,
  );
  expect(history.present).toEqual(second);
  expect([saved === history.present, revision]).toEqual([false, 1]);
});

test("what could not be saved and what somebody else saved meet in a conflict, never silently", () => {
  const { history, revision } = resume(
    stored({ unsaved: true, revision: 1 }),
    { draft: reloaded(theirs), draftRevision: 5 },
    day,
  );
  expect(history.present).toEqual(second);
  expect(revision).toBe(1);
});

test("where somebody else drew since, theirs is shown and the old history is gone", () => {
  const { history, saved } = resume(stored(), { draft: theirs, draftRevision: 5 }, day);
  expect([history, saved]).toEqual([beginHistory(theirs), theirs]);
});

test("what stayed unsaved for weeks does not come back", () => {
  const old = stored({ unsaved: true, revision: 1 });
  expect(resume(old, { draft: first, draftRevision: 1 }, 30 * day).history).toEqual(beginHistory(first));
});

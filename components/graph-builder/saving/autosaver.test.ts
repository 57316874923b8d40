import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Autosaver, type SaveState } from "@/components/graph-builder/saving/autosaver";
import { blankGraph } from "@/server/journeys/graph/edits/new-node";
import type { DraftGraph } from "@/server/journeys/graph/schema";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const graph = (): DraftGraph => ({ ...blankGraph });

/** A server that keeps what it is given and answers when told to. */
function makeServer(first: DraftGraph) {
  const server = { draft: first, revision: 1, saves: 0, answer: "save" as "save" | "fail", delayMs: 0 };
  const states: SaveState["kind"][] = [];
  const saver = new Autosaver(first, 1, {
    save: async (draft, from) => {
      server.saves += 1;
      const { answer } = server;
      await new Promise((done) => setTimeout(done, server.delayMs));
      if (answer === "fail") throw new Error("offline");
      if (from !== server.revision) throw new Error("conflict");
      server.draft = draft;
      server.revision += 1;
      return { draftRevision: server.revision };
    },
    isConflict: (error) => error instanceof Error && error.message === "conflict",
    onState: (state) => void states.push(state.kind),
  });
  return { server, saver, states };
}

test("edits in quick succession are one save of the last", async () => {
  const { server, saver, states } = makeServer(graph());
  const last = graph();
  for (const edit of [graph(), graph(), last]) saver.edited(edit);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server).toMatchObject({ saves: 1, revision: 2 });
  expect(server.draft).toBe(last);
  expect(states.at(-1)).toBe("saved");
});

test("an undo while its edit is being saved is saved too", async () => {
  const first = graph();
  const { server, saver } = makeServer(first);
  server.delayMs = 500;
  saver.edited(graph());
  await vi.advanceTimersByTimeAsync(800);
  saver.edited(first);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(server.draft).toBe(first);
  expect(saver.dirty).toBe(false);
});

test("an edit undone before it was saved is not saved at all", async () => {
  const first = graph();
  const { server, saver, states } = makeServer(first);
  saver.edited(graph());
  saver.edited(first);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.saves).toBe(0);
  expect(states.at(-1)).toBe("saved");
});

test("what could not be saved is tried again, with what was drawn since", async () => {
  const { server, saver, states } = makeServer(graph());
  server.answer = "fail";
  saver.edited(graph());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states.at(-1)).toBe("failed");
  const flushed = saver.flush();
  await vi.advanceTimersByTimeAsync(10);
  expect(await flushed).toBeNull();
  server.answer = "save";
  const last = graph();
  saver.edited(last);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(server.draft).toBe(last);
});

test("after somebody else saved nothing is overwritten until the person decides", async () => {
  const { server, saver, states } = makeServer(graph());
  const theirs = graph();
  Object.assign(server, { draft: theirs, revision: 2 });
  const mine = graph();
  saver.edited(mine);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(states.at(-1)).toBe("conflict");
  saver.edited(graph());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.draft).toBe(theirs);
  expect(await saver.flush()).toBeNull();
  saver.resolve({ draft: theirs, draftRevision: 2 });
  saver.edited(mine);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.draft).toBe(mine);
});

test("publishing waits for everything to be saved", async () => {
  const { server, saver } = makeServer(graph());
  server.delayMs = 200;
  saver.edited(graph());
  await vi.advanceTimersByTimeAsync(750);
  const last = graph();
  saver.edited(last);
  const flushed = saver.flush();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await flushed).toBe(3);
  expect(server.draft).toBe(last);
});

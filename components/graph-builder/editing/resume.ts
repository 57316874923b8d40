// Where editing goes on after a reload: the history kept on this device, or a fresh one where somebody else drew since.
// Pure.
import { beginHistory, type History } from "@/components/graph-builder/editing/history";
import { sameValue } from "@/server/graphs/same-value";
import type { DrawnGraph } from "@/server/graphs/shape";

/** `unsaved`: the server did not have `history.present` yet; `revision`: the one that it started from. */
export type Stored<Graph extends DrawnGraph = DrawnGraph> = {
  history: History<Graph>;
  revision: number;
  unsaved: boolean;
  at: number;
};

/** `saved`: what the server is known to have at `revision`; where it is not the present, the rest is saved next. */
export type Resumed<Graph extends DrawnGraph = DrawnGraph> = {
  history: History<Graph>;
  saved: Graph;
  revision: number;
};

const unsavedForMs = 14 * 86_400_000;

/** Nothing that was drawn is lost, and nothing that somebody else saved is overwritten without asking. */
export function resume<Graph extends DrawnGraph>(
  stored: Stored<Graph> | undefined,
  server: { draft: Graph; draftRevision: number },
  now: number,
): Resumed<Graph> {
  const fresh = { history: beginHistory(server.draft), saved: server.draft, revision: server.draftRevision };
  if (!stored) return fresh;
  const history = { ...stored.history, last: null };
  if (sameValue(history.present, server.draft)) {
    return { history, saved: history.present, revision: server.draftRevision };
  }
  if (!stored.unsaved || now - stored.at > unsavedForMs) return fresh;
  // From an older revision the next save is a conflict, and the person decides.
  return { history, saved: server.draft, revision: Math.min(stored.revision, server.draftRevision) };
}

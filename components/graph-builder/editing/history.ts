// Undo and redo of what is drawn: a graph is immutable, so that each past is simply kept. Pure.
import type { DrawnGraph } from "@/server/graphs/shape";

export type History<Graph extends DrawnGraph = DrawnGraph> = {
  past: Graph[];
  present: Graph;
  future: Graph[];
  /** What the last edit was and when, so that typing is undone in strokes of a sentence, not of a letter. */
  last: { key: string; at: number } | null;
};

const depthMax = 500;
const oneStrokeMs = 1_200;

/** A graph nobody edited yet. */
export function beginHistory<Graph extends DrawnGraph>(present: Graph): History<Graph> {
  return { past: [], present, future: [], last: null };
}

/** The next graph. Edits with the same key in quick succession are one step back; an edit that changed nothing is none. */
export function record<Graph extends DrawnGraph>(
  history: History<Graph>,
  present: Graph,
  at: number,
  key: string | null = null,
): History<Graph> {
  if (present === history.present) return history;
  const same = key !== null && history.last?.key === key && at - history.last.at < oneStrokeMs;
  const past = same ? history.past : [...history.past, history.present].slice(-depthMax);
  return { past, present, future: [], last: key === null ? null : { key, at } };
}

/** One step back. */
export function undo<Graph extends DrawnGraph>(history: History<Graph>): History<Graph> {
  const present = history.past.at(-1);
  if (!present) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], last: null };
}

/** One step forward again. */
export function redo<Graph extends DrawnGraph>(history: History<Graph>): History<Graph> {
  const [present, ...future] = history.future;
  if (!present) return history;
  return { past: [...history.past, history.present], present, future, last: null };
}

"use client";

import { createContext, useContext, useMemo, useReducer, useRef } from "react";
import { beginHistory, type History, record, redo, undo } from "@/components/journey-builder/editing/history";
import type { Place } from "@/server/graphs/edits";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import { type DraftGraph, nodesMax } from "@/server/journeys/graph/schema";

/** An edit gives the next graph, and may say what is selected after it. */
export type Change = (graph: DraftGraph) => DraftGraph | { graph: DraftGraph; select: string[] };

/** Where the menu of steps is open, what for, and beside which point of the screen. */
export type StepMenu = { place: Place; at: { x: number; y: number }; position?: { x: number; y: number } };

/** The point beside which a menu of this element opens. */
export function besides(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.bottom };
}

type State = { history: History; selected: ReadonlySet<string>; menu: StepMenu | null; refusals: number };
type Action =
  | { type: "edit"; change: Change; key: string | null; at: number }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "select"; ids: readonly string[] }
  | { type: "menu"; menu: StepMenu | null }
  | { type: "load"; graph: DraftGraph };

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "edit": {
      const changed = action.change(state.history.present);
      const { graph, select } = "graph" in changed ? changed : { graph: changed, select: undefined };
      if (graph.nodes.length > nodesMax) return { ...state, refusals: state.refusals + 1 };
      const history = record(state.history, graph, action.at, action.key);
      return history === state.history ? state : keepSelected({ ...state, history }, select);
    }
    case "undo":
      return keepSelected({ ...state, history: undo(state.history) });
    case "redo":
      return keepSelected({ ...state, history: redo(state.history) });
    case "select": {
      const same = action.ids.length === state.selected.size && action.ids.every((id) => state.selected.has(id));
      return same ? state : { ...state, selected: new Set(action.ids) };
    }
    case "menu":
      return { ...state, menu: action.menu };
    case "load":
      return keepSelected({ ...state, history: beginHistory(action.graph) });
  }
}

/** What is gone cannot be selected. */
function keepSelected(state: State, select: readonly string[] = [...state.selected]): State {
  const { nodes, edges, groups = [], notes = [] } = state.history.present;
  const there = new Set([...nodes, ...edges, ...groups, ...notes].map((item) => item.id));
  return { ...state, selected: new Set(select.filter((id) => there.has(id))) };
}

/** What steps and connections on the canvas may do; it never changes, so that they need not be drawn again. */
export type EditorActions = {
  edit(change: Change, key?: string): void;
  undo(): void;
  redo(): void;
  select(ids: readonly string[]): void;
  openMenu(menu: StepMenu | null): void;
  load(graph: DraftGraph): void;
};

export type Editor = EditorActions & {
  graph: DraftGraph;
  history: History;
  /** How often an edit was refused because there would be too many steps. */
  refusals: number;
  problems: Problem[];
  selected: ReadonlySet<string>;
  menu: StepMenu | null;
  canUndo: boolean;
  canRedo: boolean;
  readOnly: boolean;
};

const ActionsContext = createContext<(EditorActions & { readOnly: boolean }) | null>(null);
export const EditorActionsProvider = ActionsContext.Provider;

/** The actions of the editor above. */
export function useEditorActions(): EditorActions & { readOnly: boolean } {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("A part of the journey builder stands outside of it.");
  return actions;
}

/** The state of one journey being drawn, from a graph or from where its history was left. Read-only, every edit is a no-op. */
export function useEditor(
  initial: DraftGraph | History,
  readOnly: boolean,
): { editor: Editor; actions: EditorActions & { readOnly: boolean } } {
  const [state, dispatch] = useReducer(reduce, initial, (from) => ({
    history: "present" in from ? from : beginHistory(from),
    selected: new Set<string>(),
    menu: null,
    refusals: 0,
  }));
  const locked = useRef(readOnly);
  locked.current = readOnly;
  const actions = useMemo(
    () => ({
      readOnly,
      edit(change: Change, key?: string) {
        if (!locked.current) dispatch({ type: "edit", change, key: key ?? null, at: performance.now() });
      },
      undo: () => dispatch({ type: "undo" }),
      redo: () => dispatch({ type: "redo" }),
      select: (ids: readonly string[]) => dispatch({ type: "select", ids }),
      openMenu: (menu: StepMenu | null) => dispatch({ type: "menu", menu: locked.current ? null : menu }),
      load: (graph: DraftGraph) => dispatch({ type: "load", graph }),
    }),
    [readOnly],
  );
  const graph = state.history.present;
  const problems = useMemo(() => problemsOf(graph), [graph]);
  const editor = {
    ...actions,
    graph,
    history: state.history,
    refusals: state.refusals,
    problems,
    selected: state.selected,
    menu: state.menu,
    canUndo: !readOnly && state.history.past.length > 0,
    canRedo: !readOnly && state.history.future.length > 0,
  };
  return { editor, actions };
}

"use client";

import { createContext, useContext, useMemo, useReducer, useRef } from "react";
import { beginHistory, type History, record, redo, undo } from "@/components/graph-builder/editing/history";
import type { Kit } from "@/components/graph-builder/kit";
import type { Place } from "@/server/graphs/edits";
import type { DrawnGraph } from "@/server/graphs/shape";
import type { Problem } from "@/server/graphs/structure";

/**
 * An edit gives the next graph, and may say what is selected after it. A method's type, so that an editor of journeys is an
 * editor of graphs: what edits any graph gives back one of the kind it was given.
 */
export type Change<Graph extends DrawnGraph = DrawnGraph> = {
  of(graph: Graph): Graph | { graph: Graph; select: string[] };
}["of"];

/** Where the menu of steps is open, what for, and beside which point of the screen. */
export type StepMenu = { place: Place; at: { x: number; y: number }; position?: { x: number; y: number } };

/** The point beside which a menu of this element opens. */
export function besides(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.bottom };
}

type State<Graph extends DrawnGraph> = {
  history: History<Graph>;
  selected: ReadonlySet<string>;
  menu: StepMenu | null;
  refusals: number;
};
type Action<Graph extends DrawnGraph> =
  | { type: "edit"; change: Change<Graph>; key: string | null; at: number; nodesMax: number }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "select"; ids: readonly string[] }
  | { type: "menu"; menu: StepMenu | null }
  | { type: "load"; graph: Graph };

function reduce<Graph extends DrawnGraph>(state: State<Graph>, action: Action<Graph>): State<Graph> {
  switch (action.type) {
    case "edit": {
      const changed = action.change(state.history.present);
      const { graph, select } = "graph" in changed ? changed : { graph: changed, select: undefined };
      if (graph.nodes.length > action.nodesMax) return { ...state, refusals: state.refusals + 1 };
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
function keepSelected<Graph extends DrawnGraph>(
  state: State<Graph>,
  select: readonly string[] = [...state.selected],
): State<Graph> {
  const { nodes, edges, groups = [], notes = [] } = state.history.present;
  const there = new Set([...nodes, ...edges, ...groups, ...notes].map((item) => item.id));
  return { ...state, selected: new Set(select.filter((id) => there.has(id))) };
}

/** What steps and connections on the canvas may do; it never changes, so that they need not be drawn again. */
export type EditorActions<Graph extends DrawnGraph = DrawnGraph> = {
  edit(change: Change<Graph>, key?: string): void;
  undo(): void;
  redo(): void;
  select(ids: readonly string[]): void;
  openMenu(menu: StepMenu | null): void;
  load(graph: Graph): void;
  readOnly: boolean;
  kit: Kit;
};

export type Editor<Graph extends DrawnGraph = DrawnGraph> = EditorActions<Graph> & {
  graph: Graph;
  history: History<Graph>;
  /** How often an edit was refused because there would be too many steps. */
  refusals: number;
  problems: Problem[];
  selected: ReadonlySet<string>;
  menu: StepMenu | null;
  canUndo: boolean;
  canRedo: boolean;
};

const ActionsContext = createContext<EditorActions | null>(null);
export const EditorActionsProvider = ActionsContext.Provider;

/** The actions of the editor above. */
export function useEditorActions(): EditorActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("A part of the builder stands outside of it.");
  return actions;
}

const noProblems = () => [];

/** The state of one graph being drawn, from where its history was left. Read-only, every edit is a no-op. */
export function useEditor<Graph extends DrawnGraph>(
  kit: Kit,
  from: History<Graph>,
  readOnly: boolean,
  problemsOf: (graph: Graph) => Problem[] = noProblems,
): { editor: Editor<Graph>; actions: EditorActions<Graph> } {
  const [state, dispatch] = useReducer(reduce<Graph>, from, (history) => ({
    history,
    selected: new Set<string>(),
    menu: null,
    refusals: 0,
  }));
  const locked = useRef(readOnly);
  locked.current = readOnly;
  const actions = useMemo(
    () => ({
      readOnly,
      kit,
      edit(change: Change<Graph>, key?: string) {
        if (locked.current) return;
        dispatch({ type: "edit", change, key: key ?? null, at: performance.now(), nodesMax: kit.nodesMax });
      },
      undo: () => dispatch({ type: "undo" }),
      redo: () => dispatch({ type: "redo" }),
      select: (ids: readonly string[]) => dispatch({ type: "select", ids }),
      openMenu: (menu: StepMenu | null) => dispatch({ type: "menu", menu: locked.current ? null : menu }),
      load: (graph: Graph) => dispatch({ type: "load", graph }),
    }),
    [readOnly, kit],
  );
  const graph = state.history.present;
  const problems = useMemo(() => problemsOf(graph), [graph, problemsOf]);
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

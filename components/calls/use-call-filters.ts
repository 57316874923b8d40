"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { callDirections, callMoods, callOutcomes, callSorts, callStatuses } from "@/server/calls/contract";

const parsers = {
  q: parseAsString,
  status: parseAsStringLiteral(callStatuses),
  direction: parseAsStringLiteral(callDirections),
  outcome: parseAsStringLiteral(callOutcomes),
  mood: parseAsStringLiteral(callMoods),
  score: parseAsInteger,
  number: parseAsString,
  from: parseAsString,
  to: parseAsString,
  debtor: parseAsString,
  conversation: parseAsString,
  sort: parseAsStringLiteral(callSorts).withDefault("started"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  at: parseAsString,
  size: parseAsInteger.withDefault(50),
};

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the calls are filtered and sorted by and which page is read, kept in the address. */
export function useCallFilters() {
  const [state, setState] = useQueryStates(parsers, { history: "replace" });
  const filters = {
    q: state.q ?? undefined,
    status: state.status ?? undefined,
    direction: state.direction ?? undefined,
    outcome: state.outcome ?? undefined,
    mood: state.mood ?? undefined,
    scoreFrom: state.score ?? undefined,
    number: state.number ?? undefined,
    from: state.from && day.test(state.from) ? state.from : undefined,
    to: state.to && day.test(state.to) ? state.to : undefined,
    debtorId: state.debtor ?? undefined,
    flowId: state.conversation ?? undefined,
  };
  const size = state.size === 100 ? 100 : 50;
  return {
    state,
    size,
    list: { ...filters, sort: state.sort, dir: state.dir, cursor: state.at ?? undefined, pageSize: size },
    filtered: Object.values(filters).some((value) => value !== undefined),
    change: (next: Partial<Parameters<typeof setState>[0] & object>) => setState({ at: null, ...next }),
    turn: (cursor: string | null) => setState({ at: cursor }, { history: "push" }),
    clear: () =>
      setState({
        q: null,
        status: null,
        direction: null,
        outcome: null,
        mood: null,
        score: null,
        number: null,
        from: null,
        to: null,
        debtor: null,
        conversation: null,
        at: null,
      }),
  };
}

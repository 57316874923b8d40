"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type ListLogInput, logKinds, subjectKinds } from "@/server/audit/contract";

const parsers = {
  q: parseAsString,
  kind: parseAsStringLiteral(logKinds),
  actor: parseAsString,
  about: parseAsStringLiteral(subjectKinds),
  debtor: parseAsString,
  from: parseAsString,
  to: parseAsString,
  at: parseAsString,
};

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the log is filtered by and which page of it is read, kept in the address. */
export function useLogFilters() {
  const [state, setState] = useQueryStates(parsers, { history: "replace" });
  const filters = {
    q: state.q ?? undefined,
    kind: state.kind ?? undefined,
    actor: (state.actor ?? undefined) as ListLogInput["actor"],
    about: state.about ?? undefined,
    debtorId: state.debtor ?? undefined,
    from: state.from && day.test(state.from) ? state.from : undefined,
    to: state.to && day.test(state.to) ? state.to : undefined,
  };
  return {
    state,
    filters,
    list: { ...filters, cursor: state.at ?? undefined, limit: 50 },
    filtered: Object.values(filters).some((value) => value !== undefined),
    change: (next: Partial<Parameters<typeof setState>[0] & object>) => setState({ at: null, ...next }),
    turn: (cursor: string | null) => setState({ at: cursor }, { history: "push" }),
    clear: () =>
      setState({ q: null, kind: null, actor: null, about: null, debtor: null, from: null, to: null, at: null }),
  };
}

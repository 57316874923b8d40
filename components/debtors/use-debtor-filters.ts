"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageSizes } from "@/components/ui/lists/list-pager";
import { debtorKinds, debtorSorts, owingFilters } from "@/server/debtors/contract";

const parsers = {
  q: parseAsString,
  owing: parseAsStringLiteral(owingFilters),
  kind: parseAsStringLiteral(debtorKinds),
  country: parseAsString,
  currency: parseAsString,
  sort: parseAsStringLiteral(debtorSorts).withDefault("balance"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  at: parseAsString,
  size: parseAsInteger.withDefault(100),
};

/** As useInvoiceFilters, for debtors. */
export function useDebtorFilters() {
  const [state, setState] = useQueryStates(parsers, { history: "replace" });
  const filters = {
    q: state.q ?? undefined,
    owing: state.owing ?? undefined,
    kind: state.kind ?? undefined,
    country: state.country ?? undefined,
    currency: state.currency ?? undefined,
  };
  const size = pageSizes.find((each) => each === state.size) ?? 100;
  return {
    state,
    filters,
    list: { ...filters, sort: state.sort, dir: state.dir, cursor: state.at ?? undefined, limit: size },
    size,
    filtered: Object.values(filters).some((value) => value !== undefined),
    change: (next: Partial<Parameters<typeof setState>[0] & object>) => setState({ at: null, ...next }),
    turn: (cursor: string | null) => setState({ at: cursor }, { history: "push" }),
    clear: () => setState({ q: null, owing: null, kind: null, country: null, currency: null, at: null }),
  };
}

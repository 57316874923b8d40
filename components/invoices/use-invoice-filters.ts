"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageSizes } from "@/components/ui/lists/list-pager";
import { invoiceFilterStatuses, invoiceSorts } from "@/server/invoices/contract";

const parsers = {
  q: parseAsString,
  status: parseAsStringLiteral(invoiceFilterStatuses),
  currency: parseAsString,
  dueFrom: parseAsString,
  dueTo: parseAsString,
  debtor: parseAsString,
  asOf: parseAsString,
  sort: parseAsStringLiteral(invoiceSorts).withDefault("due"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  at: parseAsString,
  size: parseAsInteger.withDefault(100),
};

/** The list's search, filters, order and page: all of it is in the address, so that it can be sent to somebody. */
export function useInvoiceFilters() {
  const [state, setState] = useQueryStates(parsers, { history: "replace" });
  const filters = {
    q: state.q ?? undefined,
    status: state.status ?? undefined,
    currency: state.currency ?? undefined,
    dueFrom: state.dueFrom ?? undefined,
    dueTo: state.dueTo ?? undefined,
    debtorId: state.debtor ?? undefined,
    asOf: state.asOf ?? undefined,
  };
  const size = pageSizes.find((each) => each === state.size) ?? 100;
  const list = { ...filters, sort: state.sort, dir: state.dir, cursor: state.at ?? undefined, limit: size };
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return {
    state,
    filters,
    list,
    size,
    filtered,
    /** Any change but of the page starts at the first page. */
    change: (next: Partial<Parameters<typeof setState>[0] & object>) => setState({ at: null, ...next }),
    turn: (cursor: string | null) => setState({ at: cursor }, { history: "push" }),
    clear: () =>
      setState({
        q: null,
        status: null,
        currency: null,
        dueFrom: null,
        dueTo: null,
        debtor: null,
        asOf: null,
        at: null,
      }),
  };
}

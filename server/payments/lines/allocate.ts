// Which invoice gets which part of a payment, to the minor unit. Pure.

export type OpenInvoice = { invoiceId: string; currency: string; openMinor: number; dueOn: string };
export type Line = { invoiceId: string; amountMinor: number };

/**
 * Spreads a payment over invoices of its currency: over the given lines in their order, or, without lines, oldest
 * due first. Never more than is open on an invoice; what is left over stays unallocated, it is not guessed away.
 */
export function allocate(
  payment: { currency: string; amountMinor: number },
  invoices: readonly OpenInvoice[],
  lines?: readonly Line[],
): { allocations: Line[]; unallocatedMinor: number } {
  const open = new Map(
    invoices
      .filter((invoice) => invoice.currency === payment.currency && invoice.openMinor > 0)
      .map((invoice) => [invoice.invoiceId, invoice.openMinor]),
  );
  const wanted =
    lines ?? oldestFirst(invoices).map(({ invoiceId, openMinor }) => ({ invoiceId, amountMinor: openMinor }));
  const given = new Map<string, number>();
  let leftMinor = Math.max(payment.amountMinor, 0);
  for (const line of wanted) {
    const openMinor = open.get(line.invoiceId) ?? 0;
    const amountMinor = Math.min(Math.max(line.amountMinor, 0), openMinor, leftMinor);
    if (amountMinor === 0) continue;
    open.set(line.invoiceId, openMinor - amountMinor);
    given.set(line.invoiceId, (given.get(line.invoiceId) ?? 0) + amountMinor);
    leftMinor -= amountMinor;
  }
  const allocations = [...given].map(([invoiceId, amountMinor]) => ({ invoiceId, amountMinor }));
  return { allocations, unallocatedMinor: leftMinor };
}

/**
 * What stays allocated when only `keptMinor` of a payment remains: unallocated money goes back first, then the
 * allocations from the last to the first.
 */
export function unwind(allocations: readonly Line[], keptMinor: number): Line[] {
  const kept: Line[] = [];
  let leftMinor = Math.max(keptMinor, 0);
  for (const { invoiceId, amountMinor } of allocations) {
    const part = Math.min(amountMinor, leftMinor);
    if (part > 0) kept.push({ invoiceId, amountMinor: part });
    leftMinor -= part;
  }
  return kept;
}

/** By due date, then id, so that the same invoices always give the same allocation. */
function oldestFirst<T extends OpenInvoice>(invoices: readonly T[]): T[] {
  return [...invoices].sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.invoiceId, b.invoiceId));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// What a debtor chose to pay → exact lines, or why not. Pure.
import { allocate, type Line, type OpenInvoice } from "@/server/payments/lines/allocate";

export type Choice = { kind: "all" } | { kind: "some"; invoiceIds: string[]; amountMinor?: number };
export type ChoiceProblem = "nothing_due" | "nothing_chosen" | "not_open" | "not_positive" | "more_than_open";

/**
 * Lines for one currency. `payable` are the invoices with what may still be paid on each; an amount without chosen
 * invoices is spread over all of them, oldest due first.
 */
export function chooseLines(
  currency: string,
  payable: readonly OpenInvoice[],
  choice: Choice,
): { lines: Line[]; amountMinor: number } | { problem: ChoiceProblem; mostMinor?: number } {
  const open = payable.filter((invoice) => invoice.currency === currency && invoice.openMinor > 0);
  if (open.length === 0) return { problem: "nothing_due" };
  const chosen = pick(open, choice);
  if ("problem" in chosen) return chosen;
  const sumMinor = chosen.invoices.reduce((sum, invoice) => sum + invoice.openMinor, 0);
  const amountMinor = choice.kind === "some" ? (choice.amountMinor ?? sumMinor) : sumMinor;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return { problem: "not_positive" };
  if (amountMinor > sumMinor) return { problem: "more_than_open", mostMinor: sumMinor };
  const { allocations } = allocate({ currency, amountMinor }, chosen.invoices);
  return { lines: allocations, amountMinor };
}

function pick(open: OpenInvoice[], choice: Choice): { invoices: OpenInvoice[] } | { problem: ChoiceProblem } {
  if (choice.kind === "all") return { invoices: open };
  const wanted = new Set(choice.invoiceIds);
  if (wanted.size === 0) return choice.amountMinor === undefined ? { problem: "nothing_chosen" } : { invoices: open };
  const invoices = open.filter((invoice) => wanted.has(invoice.invoiceId));
  return invoices.length === wanted.size ? { invoices } : { problem: "not_open" };
}

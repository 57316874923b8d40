import { withTenant } from "@/db/tenant-transaction";
import type { AccessReason } from "@/server/audit/contract";
import { filtersOf } from "@/server/audit/filters-of";
import { csvLine } from "@/server/csv";
import type { ListInvoicesInput } from "@/server/invoices/contract";
import { everyHit, invoiceScope } from "@/server/invoices/invoice-scope";
import { invoicePage } from "@/server/invoices/list-invoices";
import { currencyExponent, decimalText } from "@/server/money";
import { authorise, writeAudit } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 2000;
const header = [
  "number",
  "debtor",
  "debtor_id",
  "issued_on",
  "due_on",
  "currency",
  "amount",
  "open",
  "status",
  "disputed",
  "days_overdue",
  "load_number",
] as const;

/** The whole filtered list as CSV, batch by batch in transactions of their own; the export itself is written down, with its reason. */
export async function* exportInvoices(
  ctx: TenantContext,
  input: Omit<ListInvoicesInput, "cursor" | "limit">,
  reason: AccessReason,
): AsyncGenerator<string> {
  authorise(ctx, "invoices.export");
  // Before the first line leaves: whoever breaks the download off has had the lines until there.
  await withTenant(ctx, (tx) =>
    writeAudit(tx, ctx, "invoices.export", { kind: "invoices", details: { reason, filters: filtersOf(input) } }),
  );
  yield csvLine(header);
  let cursor: string | undefined;
  do {
    const page = await withTenant(ctx, async (tx) => {
      const workspace = await workspaceDay(tx, ctx);
      const scope = await invoiceScope(tx, ctx, workspace, input, everyHit);
      return invoicePage(tx, ctx, workspace, scope, { ...input, cursor, limit: BATCH });
    });
    let text = "";
    for (const row of page.rows) {
      const exponent = currencyExponent(row.currency);
      text += csvLine([
        row.number,
        row.debtorName,
        row.debtorId,
        row.issuedOn,
        row.dueOn,
        row.currency,
        decimalText(row.amountMinor, exponent),
        decimalText(row.openMinor, exponent),
        row.status,
        row.disputed ? "yes" : "no",
        row.openMinor > 0 ? Math.max(row.daysOverdue, 0) : 0,
        row.loadNumber,
      ]);
    }
    if (text) yield text;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

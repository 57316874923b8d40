import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { InvoicePage, InvoiceRow, ListInvoicesInput } from "@/server/invoices/contract";
import { pageQuery } from "@/server/invoices/invoice-page";
import { type InvoiceScope, invoiceScope } from "@/server/invoices/invoice-scope";
import { type Cursor, decodeCursor, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { type WorkspaceDay, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { daysBetween } from "@/server/time/calendar";

/** One page of invoices: searched, filtered and sorted by an index, whatever their number. */
export function listInvoices(ctx: TenantContext, input: ListInvoicesInput): Promise<InvoicePage> {
  return read(ctx, "invoices.read", async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const scope = await invoiceScope(tx, ctx, workspace, input);
    return invoicePage(tx, ctx, workspace, scope, input);
  });
}

/** For verbs that read page after page in their own transactions. */
export async function invoicePage(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  scope: InvoiceScope,
  input: Pick<ListInvoicesInput, "sort" | "dir" | "cursor" | "limit">,
): Promise<InvoicePage> {
  const from: Cursor | null = input.cursor ? decodeCursor(input.cursor) : null;
  const { rows } = await tx.execute<Row>(sql`
    with page as materialized (${pageQuery(ctx, scope, input, from)})
    select i.id, i.debtor_id, i.number, i.issued_on::text, i.due_on::text, i.currency, i.amount_minor,
      ${openThen(scope)} as open_minor, i.status, i.load_number, i.has_open_dispute as disputed,
      page.sort_value::text, d.name as debtor_name
    from page
    join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = page.id
    join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = i.debtor_id
    order by page.place`);
  const page = pageOf(rows, input.limit, from, (row) => ({ value: row.sort_value, id: row.id }));
  const overdue = daysOverdueBy(workspace.today);
  return {
    ...page,
    rows: page.rows.map((row) => toInvoiceRow(row, overdue(row.due_on))),
    today: workspace.today,
    shown: scope.shown,
  };
}

const openThen = (scope: InvoiceScope): SQL =>
  scope.kind === "rows" && scope.past ? sql`page.open_minor` : sql`i.open_minor`;

/** Pages of a thousand rows share few due days, and the calendar is slow. */
function daysOverdueBy(today: string): (dueOn: string) => number {
  const known = new Map<string, number>();
  return (dueOn) => {
    const days = known.get(dueOn) ?? daysBetween(dueOn, today);
    known.set(dueOn, days);
    return days;
  };
}

type Row = {
  id: string;
  debtor_id: string;
  debtor_name: string;
  number: string;
  issued_on: string;
  due_on: string;
  currency: string;
  amount_minor: string;
  open_minor: string;
  status: InvoiceRow["status"];
  load_number: string | null;
  disputed: boolean;
  sort_value: string;
};

function toInvoiceRow(row: Row, daysOverdue: number): InvoiceRow {
  return {
    id: toPublicId("invoice", row.id),
    number: row.number,
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    currency: row.currency,
    amountMinor: Number(row.amount_minor),
    openMinor: Number(row.open_minor),
    status: row.status,
    disputed: row.disputed,
    loadNumber: row.load_number,
    daysOverdue,
  };
}

import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { InvoicePage, InvoiceRow, InvoiceSort, ListInvoicesInput } from "@/server/invoices/contract";
import { type InvoiceScope, invoiceScope } from "@/server/invoices/invoice-conditions";
import { type Cursor, decodeCursor, pageOf } from "@/server/keyset";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { type WorkspaceDay, workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { daysBetween } from "@/server/time/calendar";

const columns: Record<InvoiceSort, { column: SQL; type: SQL }> = {
  due: { column: sql`i.due_on`, type: sql`date` },
  issued: { column: sql`i.issued_on`, type: sql`date` },
  amount: { column: sql`i.amount_minor`, type: sql`bigint` },
  open: { column: sql`i.open_minor`, type: sql`bigint` },
  number: { column: sql`i.number_key`, type: sql`text` },
};

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
  const forward = from?.side !== "before";
  const ascending = (input.dir === "asc") === forward;
  const { column, type } = columns[input.sort];
  const direction = ascending ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (${column}, i.id) ${ascending ? sql`>` : sql`<`} (${String(from.value)}::${type}, ${from.id}::uuid)`
    : sql``;
  const source = sourceOf(ctx, scope);
  const open = scope.past ? sql`i.then_minor` : sql`i.open_minor`;
  const { rows } = await tx.execute<Row>(sql`
    with page as (
      select i.id, i.debtor_id, i.number, i.issued_on::text, i.due_on::text, i.currency, i.amount_minor,
        ${open} as open_minor, i.status, i.load_number, ${column}::text as sort_value
      from ${source} where ${scope.where} ${beyond}
      order by ${column} ${direction}, i.id ${direction} limit ${input.limit + 1})
    select page.*, d.name as debtor_name, exists (
      select 1 from disputes x where x.tenant_id = ${ctx.tenantId} and x.invoice_id = page.id and x.resolved_at is null
    ) as disputed
    from page join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = page.debtor_id
    order by page.sort_value::${type} ${direction}, page.id ${direction}`);
  const page = pageOf(rows, input.limit, from, (row) => ({ value: row.sort_value, id: row.id }));
  const overdue = daysOverdueBy(workspace.today);
  return { ...page, rows: page.rows.map((row) => toInvoiceRow(row, overdue(row.due_on))), today: workspace.today };
}

/** `offset 0` keeps the planner from walking an index for rows that are known by their ids. */
function sourceOf(ctx: TenantContext, scope: InvoiceScope): SQL {
  if (scope.past) {
    return sql`(select v.*, past.open_minor as then_minor from ${scope.past} as past
                join invoices v on v.tenant_id = ${ctx.tenantId} and v.id = past.id) as i`;
  }
  if (!scope.ids) return sql`invoices i`;
  return sql`(select v.* from invoices v
              where v.tenant_id = ${ctx.tenantId} and v.id = any(${sql.param(scope.ids)}::uuid[]) offset 0) as i`;
}

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

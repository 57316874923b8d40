// Which invoices a list is about, as SQL. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openAsOf } from "@/server/analytics/open-as-of";
import type { WorkspaceDay } from "@/server/analytics/workspace-day";
import type { InvoiceFilters } from "@/server/invoices/contract";
import type { TenantContext } from "@/server/tenant-context";

/** Up to this many hits a search is a set of ids; beyond, hits are so common that walking the sort index is fast. */
export const SEARCH_MOST = 4000;

export type InvoiceScope = {
  where: SQL;
  /** The invoices a search found, when few; they are then the cheapest way in. */
  ids: string[] | null;
  /** Invoices open on a past day, `(id, open_minor)`; null: as they are now. */
  past: SQL | null;
};

/** Reads the search's hits, and gives the conditions on `invoices i`. */
export async function invoiceScope(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  filters: InvoiceFilters,
): Promise<InvoiceScope> {
  const terms = [sql`i.tenant_id = ${ctx.tenantId}`];
  const past = filters.asOf && filters.asOf < workspace.today ? openAsOf(ctx, workspace, filters.asOf, filters) : null;
  if (!past) terms.push(...statusTerms(ctx, workspace, filters.asOf ? "open" : filters.status));
  if (filters.currency) terms.push(sql`i.currency = ${filters.currency}`);
  if (filters.dueFrom) terms.push(sql`i.due_on >= ${filters.dueFrom}`);
  if (filters.dueTo) terms.push(sql`i.due_on <= ${filters.dueTo}`);
  if (filters.debtorId) terms.push(sql`i.debtor_id = ${filters.debtorId}`);

  let ids: string[] | null = null;
  if (filters.q) {
    const { rows } = await tx.execute<{ ids: string[] | null }>(
      sql`select search_invoice_ids(${filters.q}, ${SEARCH_MOST}) as ids`,
    );
    ids = rows[0]?.ids ?? null;
    terms.push(ids ? sql`i.id = any(${sql.param(ids)}::uuid[])` : hitTerm(ctx, filters.q));
  }
  return { where: sql.join(terms, sql` and `), ids, past };
}

function statusTerms(ctx: TenantContext, workspace: WorkspaceDay, status: InvoiceFilters["status"]): SQL[] {
  switch (status) {
    case "open":
      return [sql`i.status = 'open'`];
    case "overdue":
      return [sql`i.status = 'open'`, sql`i.due_on < ${workspace.today}`];
    case "paid":
      return [sql`i.status = 'paid'`];
    case "closed":
      return [sql`i.status in ('void', 'written_off')`];
    case "disputed":
      return [
        sql`i.id in (select d.invoice_id from disputes d where d.tenant_id = ${ctx.tenantId} and d.resolved_at is null)`,
      ];
    default:
      return [];
  }
}

/** The same test as search_invoice_ids, row by row. */
function hitTerm(ctx: TenantContext, needle: string): SQL {
  const pattern = sql`search_pattern(${needle})`;
  const short = needle.length < 3;
  const own = short
    ? sql`i.number_key like upper(${pattern})`
    : sql`lower(i.number || ' ' || coalesce(i.load_number, '') || ' ' || coalesce(i.bol_number, '')) like ${pattern}`;
  const name = short
    ? sql`lower(d.name collate "pg_c_utf8") like ${pattern}`
    : sql`(lower(d.name collate "pg_c_utf8") || ' ' || lower(d.external_id)) like ${pattern}`;
  return sql`(${own} or exists (
    select 1 from debtors d where d.tenant_id = ${ctx.tenantId} and d.id = i.debtor_id and ${name}))`;
}

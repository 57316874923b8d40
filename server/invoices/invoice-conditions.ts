// Which invoices a list is about, as SQL. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openAsOf } from "@/server/analytics/open-as-of";
import type { InvoiceFilters } from "@/server/invoices/contract";
import type { WorkspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Up to this many invoices a search or filter is a set of ids, sorted whole; beyond, what it finds is so common that
 * walking the sort's own index meets a page of it soon.
 */
const FEW = 4000;

export type InvoiceScope = {
  where: SQL;
  /** All that is found, when few: the list is then of these, without further conditions. */
  ids: string[] | null;
  /** Invoices open on a past day, `(id, open_minor)`; null: as they are now. */
  past: SQL | null;
};

/** Finds out whether few or many invoices are meant, and gives the conditions on `invoices i`. */
export async function invoiceScope(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  filters: InvoiceFilters,
): Promise<InvoiceScope> {
  const terms = [sql`i.tenant_id = ${ctx.tenantId}`];
  const past = filters.asOf && filters.asOf < workspace.today ? openAsOf(ctx, workspace, filters.asOf, filters) : null;
  const status = filters.asOf ? "open" : filters.status;
  const few = await fewBySearch(tx, filters.q);
  const disputed = status === "disputed" && !past ? await fewDisputed(tx, ctx) : undefined;
  if (!past && !disputed) terms.push(...statusTerms(ctx, workspace, status));
  if (filters.currency) terms.push(sql`i.currency = ${filters.currency}`);
  if (filters.dueFrom) terms.push(sql`i.due_on >= ${filters.dueFrom}`);
  if (filters.dueTo) terms.push(sql`i.due_on <= ${filters.dueTo}`);
  if (filters.debtorId) terms.push(sql`i.debtor_id = ${filters.debtorId}`);
  if (disputed) terms.push(sql`i.id = any(${sql.param(disputed)}::uuid[])`);
  if (few) terms.push(sql`i.id = any(${sql.param(few)}::uuid[])`);
  else if (filters.q) terms.push(hitTerm(ctx, filters.q));
  const where = sql.join(terms, sql` and `);
  const rare = filters.currency || filters.dueFrom || filters.dueTo || filters.debtorId || status === "closed";
  const manyHits = filters.q && !few && !disputed && !rare;
  if (past || manyHits || terms.length === 1) return { where, ids: null, past };

  const { rows } = await tx.execute<{ id: string }>(sql`select i.id from invoices i where ${where} limit ${FEW + 1}`);
  if (rows.length > FEW) return { where, ids: null, past };
  const ids = rows.map((row) => row.id);
  return { where: sql`true`, ids, past };
}

/** The hits of a search, unless they are many or nothing is searched. */
async function fewBySearch(tx: TenantTransaction, needle: string | undefined): Promise<string[] | null> {
  if (!needle) return null;
  const { rows } = await tx.execute<{ ids: string[] | null }>(sql`select search_invoice_ids(${needle}, ${FEW}) as ids`);
  return rows[0]?.ids ?? null;
}

/** The disputed invoices, unless they are many. */
async function fewDisputed(tx: TenantTransaction, ctx: TenantContext): Promise<string[] | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct invoice_id as id from disputes
    where tenant_id = ${ctx.tenantId} and resolved_at is null limit ${FEW + 1}`);
  return rows.length > FEW ? undefined : rows.map((row) => row.id);
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
  // Not `exists`: the names are looked through once and kept, instead of once a row.
  return sql`(${own} or i.debtor_id in (select d.id from debtors d where d.tenant_id = ${ctx.tenantId} and ${name}))`;
}

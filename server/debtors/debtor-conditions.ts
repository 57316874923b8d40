// Which debtors a list is about, as SQL. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { DebtorFilters } from "@/server/debtors/contract";
import type { WorkspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const SEARCH_MOST = 4000;

/** The conditions on `debtors d`; a search is asked first, and narrows by ids unless its hits are too common for that. */
export async function debtorWhere(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  filters: DebtorFilters,
): Promise<SQL> {
  const terms = [sql`d.tenant_id = ${ctx.tenantId}`];
  if (filters.kind) terms.push(sql`d.kind = ${filters.kind}`);
  if (filters.country) terms.push(sql`d.country = ${filters.country}`);
  if (filters.owing) terms.push(owingTerm(ctx, workspace, filters));
  if (filters.q) {
    const { rows } = await tx.execute<{ ids: string[] | null }>(
      sql`select search_debtor_ids(${filters.q}, ${SEARCH_MOST}) as ids`,
    );
    const ids = rows[0]?.ids ?? null;
    terms.push(ids ? sql`d.id = any(${sql.param(ids)}::uuid[])` : hitTerm(ctx, filters.q));
  }
  return sql.join(terms, sql` and `);
}

function owingTerm(ctx: TenantContext, workspace: WorkspaceDay, filters: DebtorFilters): SQL {
  if (filters.owing === "stopped") return sql`d.stop is not null`;
  const currency = filters.currency ? sql`and b.currency = ${filters.currency}` : sql``;
  const overdue = filters.owing === "overdue" ? sql`and b.oldest_due_on < ${workspace.today}` : sql``;
  const owes = sql`d.id in (
    select b.debtor_id from debtor_balances b
    where b.tenant_id = ${ctx.tenantId} and b.open_minor > 0 ${currency} ${overdue})`;
  return filters.owing === "settled" ? sql`not (${owes})` : owes;
}

/** The same test as search_debtor_ids, row by row. */
function hitTerm(ctx: TenantContext, needle: string): SQL {
  const pattern = sql`search_pattern(${needle})`;
  if (needle.length < 3) return sql`lower(d.name collate "pg_c_utf8") like ${pattern}`;
  const digits = needle.replaceAll(/\D/g, "");
  const number = digits.length > 3 ? sql`or p.address like ${`%${digits}%`}` : sql``;
  return sql`((lower(d.name collate "pg_c_utf8") || ' ' || lower(d.external_id)) like ${pattern}
    or exists (select 1 from contacts c where c.tenant_id = ${ctx.tenantId} and c.debtor_id = d.id
      and lower(c.name collate "pg_c_utf8") like ${pattern})
    or exists (select 1 from contact_points p where p.tenant_id = ${ctx.tenantId} and p.debtor_id = d.id
      and (p.address like ${pattern} ${number})))`;
}

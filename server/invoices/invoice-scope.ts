// Which invoices a list is about, and how they are reached fast. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openAsOf } from "@/server/analytics/open-as-of";
import { keyOfBeginning } from "@/server/imports/parsing/values/invoice-number";
import type { InvoiceFilters, InvoicesShown } from "@/server/invoices/contract";
import { findShelves, shelvesMeant } from "@/server/invoices/shelves";
import type { WorkspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";

const limits = {
  /** Up to this many rows are read and sorted whole; beyond, an order's own index meets a page of them soon. */
  few: 50_000,
  /** Of rows that an index holds entirely. */
  fewInIndex: 120_000,
  /** So many rows, spread over all shelves, are looked at for a search with too many hits to list them all. */
  look: 15_000,
};

/** Whatever it costs: every hit, for who has the time. */
export const everyHit = { ...limits, look: Number.POSITIVE_INFINITY };

export type InvoiceScope =
  | { kind: "rows"; rows: SQL; past: boolean; shown: InvoicesShown }
  | { kind: "shelves"; shelves: string[]; where: SQL; shown: InvoicesShown };

/** The invoices that the filters mean, as rows `i` to sort, or as shelves to walk with a condition on `i`. */
export async function invoiceScope(
  tx: TenantTransaction,
  ctx: TenantContext,
  workspace: WorkspaceDay,
  filters: InvoiceFilters,
  { few, fewInIndex, look } = limits,
): Promise<InvoiceScope> {
  const search = filters.q ? await weigh(tx, filters.q, fewInIndex) : null;
  if (filters.asOf && filters.asOf < workspace.today) return pastRows(ctx, workspace, filters, filters.asOf, search);

  const status = filters.asOf ? "open" : filters.status;
  const dueTo = status === "overdue" ? earlier(filters.dueTo, addDays(workspace.today, -1)) : filters.dueTo;
  const shelves = shelvesMeant(await findShelves(tx, ctx), { ...filters, status, dueTo });
  const only = conditions({ ...filters, dueTo });
  const onShelves = sql`i.tenant_id = ${ctx.tenantId} and i.shelf = any(${sql.param(shelves)}::text[]) ${only}`;
  const rowsWhere = (where: SQL): InvoiceScope => ({
    kind: "rows",
    past: false,
    shown: "all",
    rows: sql`(select i.* from invoices i where ${where} offset 0) as i`,
  });

  if (!search) {
    return filters.debtorId ? rowsWhere(onShelves) : { kind: "shelves", shelves, where: only, shown: "all" };
  }
  const hit = hitTerm(ctx, search);
  const fewHits = search.owing !== null && search.owed < fewInIndex && search.holding <= few;
  if (fewHits)
    return { kind: "rows", past: false, shown: "all", rows: hitRows(search, { ...filters, dueTo }, shelves) };
  if ((await countUpTo(tx, onShelves, few)) < few) return rowsWhere(sql`${onShelves} and ${hit}`);

  if (look === Number.POSITIVE_INFINITY)
    return { kind: "shelves", shelves, where: sql`${only} and ${hit}`, shown: "all" };
  const having = await shelvesBeginningWith(tx, ctx, shelves, search.needle, few);
  if (!having) return { kind: "rows", past: false, shown: "some", rows: lookedAt(ctx, shelves, only, hit, look) };
  const begins = sql`and i.search_text like search_beginning(${search.needle})`;
  return { kind: "shelves", shelves: having, where: sql`${only} ${begins}`, shown: "beginnings" };
}

/** The hits among the latest due of every shelf: so much work and no more, whatever is searched and wherever it lies. */
function lookedAt(ctx: TenantContext, shelves: readonly string[], only: SQL, hit: SQL, look: number): SQL {
  const each = Math.ceil(look / Math.max(shelves.length, 1));
  return sql`(
    select i.* from unnest(${sql.param(shelves)}::text[]) as each(shelf)
    cross join lateral (
      select i.* from invoices i where i.tenant_id = ${ctx.tenantId} and i.shelf = each.shelf ${only}
      order by i.due_on desc, i.id desc limit ${each}) as i
    where ${hit}) as i`;
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other;
}

function conditions({ dueFrom, dueTo, debtorId }: Pick<InvoiceFilters, "dueFrom" | "dueTo" | "debtorId">): SQL {
  return sql`${dueFrom ? sql`and i.due_on >= ${dueFrom}` : sql``} ${dueTo ? sql`and i.due_on <= ${dueTo}` : sql``}
    ${debtorId ? sql`and i.debtor_id = ${debtorId}` : sql``}`;
}

/** How many rows there are, counted up to `most`. */
async function countUpTo(tx: TenantTransaction, where: SQL, most: number): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from (select from invoices i where ${where} limit ${most}) as counted`,
  );
  return rows[0]?.count ?? 0;
}

/** What was open on a past day, with the money open then. */
function pastRows(
  ctx: TenantContext,
  workspace: WorkspaceDay,
  filters: InvoiceFilters,
  asOf: string,
  search: Search | null,
): InvoiceScope {
  const currency = filters.currency ? sql`and i.currency = ${filters.currency}` : sql``;
  const hit = search ? sql`and ${hitTerm(ctx, search)}` : sql``;
  return {
    kind: "rows",
    past: true,
    shown: "all",
    rows: sql`(
      select i.id, i.due_on, i.issued_on, i.amount_minor, i.number_key, past.open_minor
      from ${openAsOf(ctx, workspace, asOf, filters)} as past
      join invoices i on i.tenant_id = ${ctx.tenantId} and i.id = past.id
      where true ${conditions(filters)} ${currency} ${hit}) as i`,
  };
}

/** What the search is about to find: see weigh_invoice_search. */
type Search = { needle: string; owing: string[] | null; owed: number; holding: number };

async function weigh(tx: TenantTransaction, needle: string, most: number): Promise<Search> {
  const { rows } = await tx.execute<{ owing: string[] | null; owed: number; holding: string }>(
    sql`select owing, owed, holding from weigh_invoice_search(${needle}, ${most})`,
  );
  const { owing = [], owed = 0, holding = "0" } = rows[0] ?? {};
  return { needle, owing, owed, holding: Number(holding) };
}

function hitRows(search: Search, filters: InvoiceFilters, shelves: readonly string[]): SQL {
  return sql`search_invoices(${search.needle}, ${sql.param(search.owing)}::uuid[], ${sql.param(shelves)}::text[],
    ${filters.dueFrom ?? null}::date, ${filters.dueTo ?? null}::date, ${filters.debtorId ?? null}::uuid) as i`;
}

/** The same test as search_invoices, row by row. */
function hitTerm(ctx: TenantContext, { needle, owing }: Search): SQL {
  const pattern = sql`search_pattern(${needle})`;
  const name =
    needle.length < 3
      ? sql`lower(d.name collate "pg_c_utf8") like ${pattern}`
      : sql`(lower(d.name collate "pg_c_utf8") || ' ' || lower(d.external_id)) like ${pattern}`;
  // Not `exists`: the names are looked through once and kept, instead of once a row.
  const named = owing
    ? sql`i.debtor_id = any(${sql.param(owing)}::uuid[])`
    : sql`i.debtor_id in (select d.id from debtors d where d.tenant_id = ${ctx.tenantId} and ${name})`;
  const held = needle.length < 3 ? sql`i.number_key like upper(${pattern})` : sql`i.search_text like ${pattern}`;
  return sql`(${held} or ${named})`;
}

/**
 * When very many numbers begin with the needle, the list is of those: the shelves that have any, each found with one
 * look into the index. Numbers rise with time, so that otherwise shelf after shelf would be read to find nothing.
 */
async function shelvesBeginningWith(
  tx: TenantTransaction,
  ctx: TenantContext,
  shelves: readonly string[],
  needle: string,
  few: number,
): Promise<string[] | null> {
  const key = keyOfBeginning(needle);
  if (key === "") return null;
  const begins = sql`i.tenant_id = ${ctx.tenantId} and i.number_key >= ${key} and i.number_key < ${`${key}\u{10ffff}`}`;
  if ((await countUpTo(tx, begins, few)) < few) return null;
  const { rows } = await tx.execute<{ shelf: string }>(sql`
    select shelf from unnest(${sql.param(shelves)}::text[]) as each(shelf)
    where exists (select from invoices i where ${begins} and i.shelf = each.shelf offset 0)`);
  return rows.map((row) => row.shelf);
}

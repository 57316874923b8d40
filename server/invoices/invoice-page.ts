// One page of the invoices that a scope means, in an order, as `(id, sort_value)`. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { InvoiceSort, ListInvoicesInput } from "@/server/invoices/contract";
import type { InvoiceScope } from "@/server/invoices/invoice-scope";
import type { Cursor } from "@/server/keyset";
import type { TenantContext } from "@/server/tenant-context";

/** How many rows for each of the page are looked at, on all shelves together, before it is known which are needed. */
const HEADS_PER_ROW = 10;

const columns: Record<InvoiceSort, { column: SQL; type: SQL }> = {
  due: { column: sql`i.due_on`, type: sql`date` },
  issued: { column: sql`i.issued_on`, type: sql`date` },
  amount: { column: sql`i.amount_minor`, type: sql`bigint` },
  open: { column: sql`i.open_minor`, type: sql`bigint` },
  number: { column: sql`i.number_key`, type: sql`text` },
};

/**
 * `limit + 1` rows beyond the cursor, read in reading direction. From every shelf some rows are read; the nearest of all these tell which shelves end within the page, and only those that may not are read on.
 */
export function pageQuery(
  ctx: TenantContext,
  scope: InvoiceScope,
  input: Pick<ListInvoicesInput, "sort" | "dir" | "limit">,
  from: Cursor | null,
): SQL {
  const { column, type } = columns[input.sort];
  const ascending = (input.dir === "asc") === (from?.side !== "before");
  const direction = ascending ? sql`asc` : sql`desc`;
  const beyond = from
    ? sql`and (${column}, i.id) ${ascending ? sql`>` : sql`<`} (${String(from.value)}::${type}, ${from.id}::uuid)`
    : sql``;
  const most = input.limit + 1;
  const ordered = sql`order by ${column} ${direction}, i.id ${direction}`;
  const byPlace = sql`order by sort_value ${direction}, id ${direction}`;
  const placed = sql`row_number() over (${byPlace}) as place`;
  if (scope.kind === "rows") {
    return sql`
      select *, ${placed} from (
        select i.id, ${column} as sort_value, i.open_minor from ${scope.rows}
        where true ${beyond} ${ordered} limit ${most}) as page`;
  }

  const heads = Math.min(most, Math.ceil((HEADS_PER_ROW * most) / Math.max(scope.shelves.length, 1)));
  const onShelf = (shelf: SQL, limit: SQL) => sql`(
    select i.id, ${column} as sort_value from invoices i
    where i.tenant_id = ${ctx.tenantId} and i.shelf = ${shelf} ${scope.where} ${beyond} ${ordered} limit ${limit})`;
  return sql`
    select id, sort_value, ${placed} from (
      select page.* from (
        select shelf, case when count(*) = ${heads} then ${most} else count(*) end as most
        from (select shelf from unnest(${sql.param(scope.shelves)}::text[]) as each(shelf)
              cross join lateral ${onShelf(sql`each.shelf`, sql`${heads}`)} as head ${byPlace} limit ${most}) as near
        group by shelf) as needed
      cross join lateral ${onShelf(sql`needed.shelf`, sql`needed.most`)} as page ${byPlace} limit ${most}) as page`;
}

// Where a list looks for invoices. A shelf holds those of one status, dispute, currency and quarter of the due day
// (`open! USD 2026-1`), and every order of the list has an index that runs through each shelf in that order. Whatever
// filters are combined mean whole shelves (only the two ends of a period need the due day itself), so no filter ever has
// to look for its rows among others'. Pure but for the loose scan that finds out which shelves there are.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { InvoiceFilters } from "@/server/invoices/contract";
import type { TenantContext } from "@/server/tenant-context";

type Shelf = { status: string; disputed: boolean; currency: string; from: string; to: string };

/** Which of the shelves the filters mean. */
export function shelvesMeant(
  shelves: readonly string[],
  filters: Pick<InvoiceFilters, "status" | "currency" | "dueFrom" | "dueTo">,
): string[] {
  return shelves.filter((text) => {
    const shelf = parseShelf(text);
    return (
      holds(shelf, filters.status) &&
      (!filters.currency || shelf.currency === filters.currency) &&
      (!filters.dueFrom || shelf.to >= filters.dueFrom) &&
      (!filters.dueTo || shelf.from <= filters.dueTo)
    );
  });
}

function holds(shelf: Shelf, status: InvoiceFilters["status"]): boolean {
  switch (status) {
    case undefined:
      return true;
    case "disputed":
      return shelf.disputed;
    case "overdue":
      return shelf.status === "open";
    case "closed":
      return shelf.status === "void" || shelf.status === "written_off";
    default:
      return shelf.status === status;
  }
}

function parseShelf(text: string): Shelf {
  const [state = "", currency = "", quarter = ""] = text.split(" ");
  const [year = "", number = ""] = quarter.split("-");
  const last = Number(number) * 3;
  const month = (of: number) => String(of).padStart(2, "0");
  return {
    status: state.replace("!", ""),
    disputed: state.endsWith("!"),
    currency,
    from: `${year}-${month(last - 2)}-01`,
    to: `${year}-${month(last)}-31`,
  };
}

/** Every shelf of the workspace that holds anything, by jumping from one to the next: a few hundred steps. */
export async function findShelves(tx: TenantTransaction, ctx: TenantContext): Promise<string[]> {
  const { rows } = await tx.execute<{ shelf: string }>(sql`
    with recursive shelves (shelf) as (
      (select i.shelf from invoices i where i.tenant_id = ${ctx.tenantId} order by i.shelf limit 1)
      union all
      select (select i.shelf from invoices i where i.tenant_id = ${ctx.tenantId} and i.shelf > s.shelf
              order by i.shelf limit 1)
      from shelves s where s.shelf is not null)
    select shelf from shelves where shelf is not null`);
  return rows.map((row) => row.shelf);
}

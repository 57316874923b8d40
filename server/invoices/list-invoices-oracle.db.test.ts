import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { openDispute } from "@/server/disputes/open-dispute";
import {
  type InvoicePage,
  type InvoiceRow,
  invoiceFilters,
  invoiceSorts,
  type ListInvoicesInput,
  listInvoicesInput,
} from "@/server/invoices/contract";
import { countInvoices } from "@/server/invoices/count-invoices";
import { invoiceScope } from "@/server/invoices/invoice-scope";
import { invoicePage, listInvoices } from "@/server/invoices/list-invoices";
import { makeDebtor, makeInvoice } from "@/server/invoices/testing/make-receivables";
import { toPublicId } from "@/server/public-ids";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { addDays } from "@/server/time/calendar";

const today = "2026-03-02";

/** Many shelves with few invoices each, so that every page is put together from several. */
async function fill(ctx: TenantContext) {
  const debtors = [
    await makeDebtor(ctx, { name: "Acme Produce" }),
    await makeDebtor(ctx, { name: "Blue Ridge Steel" }),
  ];
  for (let n = 0; n < 120; n += 1) {
    const status = (["open", "open", "paid", "void", "written_off"] as const)[n % 5] ?? "open";
    const dueOn = addDays("2025-08-01", (n * 37) % 300);
    const amountMinor = 1000 + ((n * 7) % 13) * 100;
    const invoiceId = await makeInvoice(ctx, debtors[n % 2] ?? "", {
      number: `${n % 3 === 0 ? "CR" : "INV"}-${String(n).padStart(4, "0")}`,
      loadNumber: `LD-${(n * 31) % 97}`,
      dueOn,
      issuedOn: addDays(dueOn, -((n % 4) * 15)),
      currency: (["USD", "EUR", "JPY"] as const)[n % 7 < 4 ? 0 : (n % 7) - 4] ?? "USD",
      amountMinor,
      paidMinor: status === "paid" ? amountMinor : n % 4 === 0 ? 300 : 0,
      status,
    });
    if (n % 9 === 0) await openDispute(ctx, { invoiceId, source: "member" });
  }
  return debtors;
}

type Filter = { status?: string; currency?: string; dueFrom?: string; dueTo?: string; debtorId?: string; q?: string };

function means(row: InvoiceRow, filter: Filter): boolean {
  const is = {
    open: row.status === "open",
    overdue: row.status === "open" && row.dueOn < today,
    paid: row.status === "paid",
    closed: row.status === "void" || row.status === "written_off",
    disputed: row.disputed,
  }[filter.status ?? ""];
  const text = `${row.number} ${row.loadNumber} ${row.debtorName}`.toLowerCase();
  return (
    is !== false &&
    (!filter.currency || row.currency === filter.currency) &&
    (!filter.dueFrom || row.dueOn >= filter.dueFrom) &&
    (!filter.dueTo || row.dueOn <= filter.dueTo) &&
    (!filter.debtorId || row.debtorId === filter.debtorId) &&
    (!filter.q || text.includes(filter.q))
  );
}

const key: Record<(typeof invoiceSorts)[number], (row: InvoiceRow) => string | number> = {
  due: (row) => row.dueOn,
  issued: (row) => row.issuedOn,
  amount: (row) => row.amountMinor,
  open: (row) => row.openMinor,
  number: (row) => row.number.replace("-", ""),
};

/** The list as the verb gives it, but for how many rows count as few. */
function pageWith(ctx: TenantContext, input: ListInvoicesInput, few: number, look: number) {
  return withTenant(ctx, async (tx) => {
    const workspace = await workspaceDay(tx, ctx);
    const scope = await invoiceScope(tx, ctx, workspace, input, { few, fewInIndex: few, look });
    return invoicePage(tx, ctx, workspace, scope, input);
  });
}

test.each([
  { few: 50_000, look: 1, way: "few hits are sorted whole" },
  { few: 3, look: 100_000, way: "many are looked for on the shelves" },
  { few: 3, look: Number.POSITIVE_INFINITY, way: "many are met on the shelves, whatever it costs" },
])(
  "every filter with every other, in every order, page by page, is what looking at each row would give: $way",
  async ({ few, look }) => {
    const { ctx } = await makeWorkspace({ now: new Date(`${today}T15:00:00Z`) });
    const debtors = await fill(ctx);
    const all = (await listInvoices(ctx, listInvoicesInput.parse({ limit: 1000 }))).rows;
    expect(all).toHaveLength(120);

    const filters: Filter[] = [];
    for (const status of ["", "open", "overdue", "paid", "closed", "disputed"])
      for (const more of [
        {},
        { currency: "EUR" },
        { dueFrom: "2025-11-15", dueTo: "2026-02-10" },
        { currency: "USD", dueTo: "2026-01-31" },
        { debtorId: toPublicId("debtor", debtors[1] ?? "") },
        { q: "inv-00" },
        { q: "steel", dueFrom: "2025-12-01" },
        { q: "ld-4", currency: "USD" },
      ])
        filters.push({ ...(status && { status }), ...more });

    for (const [n, filter] of filters.entries()) {
      const expected = all.filter((row) => means(row, filter));
      expect((await countInvoices(ctx, invoiceFilters.parse(filter))).count).toBe(expected.length);
      const sort = invoiceSorts[n % invoiceSorts.length] ?? "due";
      const dir = n % 2 === 0 ? "asc" : "desc";
      const read: InvoiceRow[] = [];
      let cursor: string | null = null;
      do {
        const input = listInvoicesInput.parse({ ...filter, sort, dir, limit: 17, cursor: cursor ?? undefined });
        const page: InvoicePage = await pageWith(ctx, input, few, look);
        read.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(read.map((row) => row.id)), JSON.stringify(filter)).toEqual(
        new Set(expected.map((row) => row.id)),
      );
      expect(read).toHaveLength(expected.length);
      const keys = read.map(key[sort]);
      const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(dir === "asc" ? sorted : sorted.reverse());
    }
  },
);

test("a search with too many hits shows some of them, each once and in order, and says so", async () => {
  const { ctx } = await makeWorkspace({ now: new Date(`${today}T15:00:00Z`) });
  await fill(ctx);
  const some = listInvoicesInput.parse({ q: "steel", sort: "amount", limit: 7 });
  const read: InvoiceRow[] = [];
  let cursor: string | undefined;
  do {
    const page: InvoicePage = await pageWith(ctx, { ...some, cursor }, 3, 1);
    expect(page.shown).toBe("some");
    read.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(read.length).toBeGreaterThan(7);
  expect(read.length).toBeLessThan(60);
  expect(read.every((row) => row.debtorName === "Blue Ridge Steel")).toBe(true);
  expect(new Set(read.map((row) => row.id)).size).toBe(read.length);
  const amounts = read.map((row) => row.amountMinor);
  expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
});

import { describe, expect, test } from "vitest";
import { disputes } from "@/db/schema/invoices";
import { withTenant } from "@/db/tenant-transaction";
import { invoiceSorts, listInvoicesInput } from "@/server/invoices/contract";
import { countInvoices } from "@/server/invoices/count-invoices";
import { exportInvoices } from "@/server/invoices/export-invoices";
import { getInvoice } from "@/server/invoices/get-invoice";
import { listInvoices } from "@/server/invoices/list-invoices";
import { makeDebtor, makeInvoice, payInvoice } from "@/server/invoices/testing/make-receivables";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { addDays } from "@/server/time/calendar";

async function forty(ctx: TenantContext) {
  const debtor = await makeDebtor(ctx);
  for (let n = 0; n < 40; n += 1) {
    await makeInvoice(ctx, debtor, {
      number: `N${String(n).padStart(2, "0")}`,
      dueOn: addDays("2026-01-01", n % 7),
      issuedOn: addDays("2025-11-01", n % 5),
      amountMinor: 1000 + (n % 3) * 500,
    });
  }
  return debtor;
}

const input = (values: Record<string, unknown> = {}) => listInvoicesInput.parse(values);

describe("the list of invoices", () => {
  test.each(invoiceSorts)(
    "sorted by %s, paging forth and back shows every invoice once, in one order",
    async (sort) => {
      const { ctx } = await makeWorkspace();
      await forty(ctx);
      for (const dir of ["asc", "desc"] as const) {
        const all = (await listInvoices(ctx, input({ sort, dir }))).rows.map((row) => row.id);
        expect(new Set(all).size).toBe(40);
        const forth: string[][] = [];
        let page = await listInvoices(ctx, input({ sort, dir, limit: 7 }));
        forth.push(page.rows.map((row) => row.id));
        expect(page.previousCursor).toBeNull();
        while (page.nextCursor) {
          page = await listInvoices(ctx, input({ sort, dir, limit: 7, cursor: page.nextCursor }));
          forth.push(page.rows.map((row) => row.id));
        }
        expect(forth.flat()).toEqual(all);
        const back = [forth.at(-1)];
        while (page.previousCursor) {
          page = await listInvoices(ctx, input({ sort, dir, limit: 7, cursor: page.previousCursor }));
          back.unshift(page.rows.map((row) => row.id));
        }
        expect(back.flat()).toEqual(all);
      }
    },
  );

  test("filters combine, and the count is of what is shown", async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
    const debtor = await makeDebtor(ctx);
    const late = await makeInvoice(ctx, debtor, { number: "late", dueOn: "2026-03-01" });
    await makeInvoice(ctx, debtor, { number: "today", dueOn: "2026-03-02" });
    await makeInvoice(ctx, debtor, { number: "paid", dueOn: "2026-01-01", status: "paid", paidMinor: 100_00 });
    await makeInvoice(ctx, debtor, { number: "gone", dueOn: "2026-01-01", status: "written_off" });
    await makeInvoice(ctx, debtor, { number: "euro", dueOn: "2026-03-01", currency: "EUR" });
    await withTenant(ctx, (tx) =>
      tx.insert(disputes).values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        debtorId: debtor,
        invoiceId: late,
        source: "member",
        openedAt: ctx.clock.now(),
      }),
    );
    const numbers = async (filters: Record<string, unknown>) => {
      const parsed = input({ ...filters, sort: "number" });
      const { rows } = await listInvoices(ctx, parsed);
      expect(await countInvoices(ctx, parsed)).toEqual({ count: rows.length, capped: false });
      return rows.map((row) => row.number).sort();
    };
    expect(await numbers({ status: "open" })).toEqual(["euro", "late", "today"]);
    expect(await numbers({ status: "overdue", currency: "USD" })).toEqual(["late"]);
    expect(await numbers({ status: "paid" })).toEqual(["paid"]);
    expect(await numbers({ status: "closed" })).toEqual(["gone"]);
    expect(await numbers({ status: "disputed" })).toEqual(["late"]);
    expect(await numbers({ dueFrom: "2026-03-01", dueTo: "2026-03-01", q: "lat" })).toEqual(["late"]);
  });

  test("a cursor that we did not make is refused", async () => {
    const { ctx } = await makeWorkspace();
    await expect(listInvoices(ctx, input({ cursor: "nonsense" }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("an invoice shows the money that reached it; another workspace's is not found", async () => {
    const a = await makeWorkspace();
    const b = await makeWorkspace();
    const debtorId = await makeDebtor(a.ctx);
    const invoiceId = await makeInvoice(a.ctx, debtorId, {
      number: "1",
      documents: [{ name: "pod.pdf", kind: "pod" }],
    });
    await payInvoice(a.ctx, {
      debtorId,
      invoiceId,
      amountMinor: 40_00,
      receivedAt: new Date("2026-02-01T12:00:00Z"),
      paidMinor: 40_00,
      settled: false,
    });
    expect(await getInvoice(a.ctx, { invoiceId })).toMatchObject({
      openMinor: 60_00,
      payments: [{ amountMinor: 40_00, method: "history" }],
      documents: [{ name: "pod.pdf", kind: "pod" }],
    });
    await expect(getInvoice(b.ctx, { invoiceId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("an export has every row, runs nothing in a spreadsheet, and is for those who may", async () => {
    const { ctx, as } = await makeWorkspace();
    const debtor = await makeDebtor(ctx, { name: '=HYPERLINK("http://evil","x")' });
    await makeInvoice(ctx, debtor, { number: "-1+1", amountMinor: 1234_56 });
    let csv = "";
    for await (const part of exportInvoices(ctx, input(), "accounting")) csv += part;
    expect(csv.split("\r\n")[1]).toMatch(
      /^'-1\+1,"'=HYPERLINK\(""http:\/\/evil"",""x""\)",deb_.*,USD,1234\.56,1234\.56,open,/,
    );
    await expect(exportInvoices(as("agent"), input(), "accounting").next()).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

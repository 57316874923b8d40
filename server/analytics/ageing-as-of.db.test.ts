import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { ageingAsOf } from "@/server/analytics/ageing-as-of";
import { getOverview } from "@/server/analytics/get-overview";
import { listInvoicesInput } from "@/server/invoices/contract";
import { listInvoices } from "@/server/invoices/list-invoices";
import { makeDebtor, makeInvoice, payInvoice } from "@/server/invoices/testing/make-receivables";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

// 2 March 2026, 09:00 in Chicago.
const now = new Date("2026-03-02T15:00:00Z");

async function openOn(ctx: TenantContext, asOf?: string) {
  const { currencies } = await ageingAsOf(ctx, { asOf });
  return Object.fromEntries(
    currencies.map((each) => [each.currency, each.buckets.map((bucket) => [bucket.amountMinor, bucket.count])]),
  );
}

describe("ageing as of a day", () => {
  test("open money is in the bucket of its days overdue, per currency, never mixed", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    await makeInvoice(ctx, debtor, { number: "1", dueOn: "2026-03-02", amountMinor: 100 });
    await makeInvoice(ctx, debtor, { number: "2", dueOn: "2026-03-01", amountMinor: 200 });
    await makeInvoice(ctx, debtor, { number: "3", dueOn: "2025-11-30", amountMinor: 400, currency: "EUR" });
    await makeInvoice(ctx, debtor, { number: "4", dueOn: "2025-01-01", amountMinor: 800, status: "void" });
    expect(await openOn(ctx)).toEqual({
      USD: [
        [100, 1],
        [200, 1],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      EUR: [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [400, 1],
      ],
    });
  });

  test("the day is the workspace's own, by its own clock", async () => {
    const late = new Date("2026-03-02T04:00:00Z"); // still 1 March in Chicago
    const chicago = await makeWorkspace({ now: late, timeZone: "America/Chicago" });
    const kolkata = await makeWorkspace({ now: late, timeZone: "Asia/Kolkata" });
    for (const { ctx } of [chicago, kolkata]) {
      await makeInvoice(ctx, await makeDebtor(ctx), { number: "1", dueOn: "2026-03-01" });
    }
    expect((await ageingAsOf(chicago.ctx, {})).currencies[0]).toMatchObject({ overdueCount: 0 });
    expect((await ageingAsOf(kolkata.ctx, {})).currencies[0]).toMatchObject({ overdueCount: 1 });
  });

  test("a past day counts what was issued and what had been paid by its end, and nothing later", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    const part = await makeInvoice(ctx, debtor, { number: "part", dueOn: "2026-01-31", amountMinor: 1000 });
    const whole = await makeInvoice(ctx, debtor, { number: "whole", dueOn: "2026-02-20", amountMinor: 500 });
    await makeInvoice(ctx, debtor, { number: "new", issuedOn: "2026-02-25", dueOn: "2026-03-25", amountMinor: 70 });
    // 23:30 on 10 February in Chicago: that day's payment, though already the 11th in UTC.
    await payInvoice(ctx, {
      debtorId: debtor,
      invoiceId: part,
      amountMinor: 300,
      receivedAt: new Date("2026-02-11T05:30:00Z"),
      paidMinor: 300,
      settled: false,
    });
    await payInvoice(ctx, {
      debtorId: debtor,
      invoiceId: whole,
      amountMinor: 500,
      receivedAt: new Date("2026-02-15T15:00:00Z"),
      paidMinor: 500,
      settled: true,
    });

    const total = async (asOf: string) => (await ageingAsOf(ctx, { asOf })).currencies[0]?.openMinor ?? 0;
    expect(await total("2025-12-31")).toBe(0);
    expect(await total("2026-02-09")).toBe(1500);
    expect(await total("2026-02-10")).toBe(1200);
    expect(await total("2026-02-15")).toBe(700);
    expect(await total("2026-02-25")).toBe(770);
    expect(await total("2026-03-02")).toBe(770);
    expect(await openOn(ctx, "2026-02-15")).toEqual({
      USD: [
        [0, 0],
        [700, 1],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    });
    const rows = await listInvoices(ctx, listInvoicesInput.parse({ asOf: "2026-02-09" }));
    expect(rows.rows.map((row) => [row.number, row.openMinor])).toEqual([
      ["part", 1000],
      ["whole", 500],
    ]);
  });

  test("a payment taken back later still counted on the days between", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    const invoiceId = await makeInvoice(ctx, debtor, { number: "1", dueOn: "2026-01-31", amountMinor: 900 });
    const receivedAt = new Date("2026-02-05T15:00:00Z");
    const paymentId = await payInvoice(ctx, {
      debtorId: debtor,
      invoiceId,
      amountMinor: 900,
      receivedAt,
      paidMinor: 0,
      settled: false,
    });
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update payment_allocations set reversed_at = '2026-02-20T15:00:00Z'
        where tenant_id = ${ctx.tenantId} and payment_id = ${paymentId}`),
    );
    const total = async (asOf: string) => (await ageingAsOf(ctx, { asOf })).currencies[0]?.openMinor ?? 0;
    expect(await total("2026-02-04")).toBe(900);
    expect(await total("2026-02-10")).toBe(0);
    expect(await total("2026-02-20")).toBe(900);
    expect(await total("2026-03-02")).toBe(900);
  });

  test("another workspace's debtor is not found, and its money never counts", async () => {
    const a = await makeWorkspace({ now });
    const b = await makeWorkspace({ now });
    const theirs = await makeDebtor(a.ctx);
    await makeInvoice(a.ctx, theirs, { number: "1" });
    expect((await ageingAsOf(b.ctx, {})).currencies).toEqual([]);
    await expect(ageingAsOf(b.ctx, { debtorId: theirs })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getOverview(b.ctx, { days: 30 })).toMatchObject({ empty: true, money: [], nextTouches: [] });
  });

  test("collected counts the period by the workspace's clock, and not what is yet to come", async () => {
    const { ctx, at } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    const invoiceId = await makeInvoice(ctx, debtor, { number: "1", amountMinor: 1000 });
    for (const [receivedAt, amountMinor] of [
      ["2026-02-28T12:00:00Z", 100],
      ["2026-02-20T12:00:00Z", 200],
      ["2026-03-05T12:00:00Z", 400],
    ] as const) {
      await payInvoice(ctx, {
        debtorId: debtor,
        invoiceId,
        amountMinor,
        receivedAt: new Date(receivedAt),
        paidMinor: 0,
        settled: false,
      });
    }
    const week = await getOverview(ctx, { days: 7 });
    expect(week.money).toMatchObject([{ collectedMinor: 100, collectedBeforeMinor: 200 }]);
    const later = await getOverview(at(new Date("2026-03-06T15:00:00Z")), { days: 7 });
    expect(later.money).toMatchObject([{ collectedMinor: 500, collectedBeforeMinor: 0 }]);
  });
});

import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { disputes } from "@/db/schema/invoices";
import { withTenant } from "@/db/tenant-transaction";
import { openDispute } from "@/server/disputes/open-dispute";
import { resolveDispute } from "@/server/disputes/resolve-dispute";
import { importText } from "@/server/imports/testing/import-text";
import { failPayment } from "@/server/payments/fail-payment";
import { recordPayment } from "@/server/payments/record-payment";
import { makeDebtor, makeInvoice } from "@/server/payments/testing/books";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

/** The invoices that say they are disputed, and those whose saying differs from the disputes. */
async function said(ctx: TenantContext) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ number: string; says: boolean; is: boolean; shelf: string }>(sql`
      select i.number, i.has_open_dispute as says, i.shelf, exists (
        select from disputes d where d.invoice_id = i.id and d.resolved_at is null) as is
      from invoices i where i.tenant_id = ${ctx.tenantId} order by i.number`),
  );
  for (const row of rows) expect(row.shelf.includes("!")).toBe(row.says);
  return {
    disputed: rows.filter((row) => row.says).map((row) => row.number),
    wrong: rows.filter((row) => row.says !== row.is),
  };
}

test("an invoice says it is disputed exactly while it is: opened, resolved, paid in full, the payment taken back", async () => {
  const { ctx } = await makeWorkspace();
  const debtorId = await makeDebtor(ctx);
  const one = await makeInvoice(ctx, debtorId, { number: "ONE", dueOn: "2026-01-10", amountMinor: 100_00 });
  const two = await makeInvoice(ctx, debtorId, { number: "TWO", dueOn: "2026-02-10", amountMinor: 50_00 });
  expect(await said(ctx)).toEqual({ disputed: [], wrong: [] });

  const { disputeId } = await openDispute(ctx, { invoiceId: one, source: "debtor" });
  await openDispute(ctx, { invoiceId: two, source: "member" });
  expect(await said(ctx)).toEqual({ disputed: ["ONE", "TWO"], wrong: [] });

  await resolveDispute(ctx, { disputeId });
  expect(await said(ctx)).toEqual({ disputed: ["TWO"], wrong: [] });

  await openDispute(ctx, { invoiceId: one, source: "debtor" });
  const { paymentId } = await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor: 100_00,
      status: "succeeded",
      method: "checkout",
      receivedAt: ctx.clock.now(),
      providerRef: "pi_1",
    }),
  );
  expect(await said(ctx)).toEqual({ disputed: ["TWO"], wrong: [] });

  await withTenant(ctx, (tx) => failPayment(tx, ctx, { paymentId }));
  expect(await said(ctx)).toEqual({ disputed: ["TWO"], wrong: [] });

  await openDispute(ctx, { invoiceId: one, source: "debtor" });
  await withTenant(ctx, (tx) => tx.delete(disputes).where(eq(disputes.tenantId, ctx.tenantId)));
  expect(await said(ctx)).toEqual({ disputed: [], wrong: [] });
});

test("what an import brings, or no longer has, is what its invoices say", async () => {
  const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
  const file = (a: string, b: string) => `Customer,Invoice,Issued,Due,Amount,Currency,Disputed
Acme,A-1,2026-01-05,2026-02-05,100.00,USD,${a}
Acme,A-2,2026-01-05,2026-02-05,50.00,USD,${b}
`;
  await importText(ctx, file("yes", "no"));
  expect(await said(ctx)).toEqual({ disputed: ["A-1"], wrong: [] });
  await importText(ctx, file("no", "yes"));
  expect(await said(ctx)).toEqual({ disputed: ["A-2"], wrong: [] });
});

test("two who open and end disputes of one invoice at the same time leave it saying the truth", async () => {
  const { ctx } = await makeWorkspace();
  const debtorId = await makeDebtor(ctx);
  const invoiceId = await makeInvoice(ctx, debtorId, { number: "ONE" });
  for (let round = 0; round < 8; round += 1) {
    const { disputeId } = await openDispute(ctx, { invoiceId, source: "debtor" });
    await Promise.all([resolveDispute(ctx, { disputeId }), openDispute(ctx, { invoiceId, source: "member" })]);
    expect((await said(ctx)).wrong).toEqual([]);
  }
});

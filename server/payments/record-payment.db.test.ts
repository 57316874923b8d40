import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { openDispute } from "@/server/disputes/open-dispute";
import { followReturns } from "@/server/payments/checkouts/follow-returns";
import { failPayment } from "@/server/payments/fail-payment";
import { type PaymentReport, recordPayment } from "@/server/payments/record-payment";
import {
  balanceOf,
  invoiceOf,
  makeDebtor,
  makeInvoice,
  openDisputesOf,
  paymentsOf,
  taskKeys,
} from "@/server/payments/testing/books";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function scene() {
  const { ctx } = await makeWorkspace();
  const debtorId = await makeDebtor(ctx);
  const older = await makeInvoice(ctx, debtorId, { dueOn: "2026-01-10", amountMinor: 100_00 });
  const newer = await makeInvoice(ctx, debtorId, { dueOn: "2026-02-10", amountMinor: 50_00 });
  return { ctx, debtorId, older, newer };
}

const pay = (ctx: TenantContext, debtorId: string, values: Partial<PaymentReport> = {}) =>
  withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor: 120_00,
      method: "checkout",
      providerRef: "pi_1",
      receivedAt: ctx.clock.now(),
      status: "succeeded",
      ...values,
    }),
  );

test("a payment without lines settles the oldest due first and leaves the rest open", async () => {
  const { ctx, debtorId, older, newer } = await scene();
  expect(await pay(ctx, debtorId)).toMatchObject({ allocatedMinor: 120_00 });
  expect(await invoiceOf(ctx, older)).toEqual({
    status: "paid",
    paidMinor: 100_00,
    openMinor: 0,
    settledOn: "2026-03-02",
  });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ status: "open", openMinor: 30_00, settledOn: null });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
});

test("the same reference of a vendor counts once, whatever is reported again", async () => {
  const { ctx, debtorId } = await scene();
  const first = await pay(ctx, debtorId);
  expect(await pay(ctx, debtorId)).toEqual(first);
  expect(await pay(ctx, debtorId, { status: "pending" })).toEqual(first);
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
});

test("two reports of one payment at the same moment count once", async () => {
  const { ctx, debtorId } = await scene();
  const results = await Promise.all([1, 2, 3, 4].map(() => pay(ctx, debtorId)));
  expect(new Set(results.map((result) => result.paymentId)).size).toBe(1);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
});

test("payments of one debtor at the same moment never allocate an invoice twice", async () => {
  const { ctx, debtorId, older, newer } = await scene();
  await Promise.all([1, 2, 3].map((n) => pay(ctx, debtorId, { providerRef: `pi_${n}`, amountMinor: 60_00 })));
  expect(await invoiceOf(ctx, older)).toMatchObject({ paidMinor: 100_00, status: "paid" });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ paidMinor: 50_00, status: "paid" });
});

test("an over-payment settles everything and stays visible as unallocated", async () => {
  const { ctx, debtorId } = await scene();
  expect(await pay(ctx, debtorId, { amountMinor: 200_00 })).toMatchObject({ allocatedMinor: 150_00 });
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("money of one currency never pays an invoice of another", async () => {
  const { ctx, debtorId, older } = await scene();
  expect(await pay(ctx, debtorId, { currency: "EUR" })).toMatchObject({ allocatedMinor: 0 });
  expect(await invoiceOf(ctx, older)).toMatchObject({ paidMinor: 0 });
});

test("lines of another debtor's invoice allocate nothing", async () => {
  const { ctx, debtorId } = await scene();
  const stranger = await makeInvoice(ctx, await makeDebtor(ctx), { amountMinor: 80_00 });
  const lines = [{ invoiceId: stranger, amountMinor: 80_00 }];
  expect(await pay(ctx, debtorId, { lines })).toMatchObject({ allocatedMinor: 0 });
  expect(await invoiceOf(ctx, stranger)).toMatchObject({ paidMinor: 0 });
});

test("a payment on its way settles nothing until it succeeds", async () => {
  const { ctx, debtorId } = await scene();
  await pay(ctx, debtorId, { status: "pending" });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 150_00 });
  expect(await pay(ctx, debtorId, { status: "succeeded" })).toMatchObject({ allocatedMinor: 120_00 });
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
});

test("a payment that fails late opens its invoices again and asks a person to look", async () => {
  const { ctx, debtorId, older, newer } = await scene();
  const { paymentId } = await pay(ctx, debtorId);
  await pay(ctx, debtorId, { status: "failed" });
  await withTenant(ctx, (tx) => failPayment(tx, ctx, { paymentId }));
  expect(await invoiceOf(ctx, older)).toEqual({ status: "open", paidMinor: 0, openMinor: 100_00, settledOn: null });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ paidMinor: 0 });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 150_00 });
  expect(await taskKeys(ctx)).toEqual([`payment_failed:${paymentId}`]);
});

test("a refund takes back the youngest invoice first, and a chargeback that is won settles it again", async () => {
  const { ctx, debtorId, older, newer } = await scene();
  const { paymentId } = await pay(ctx, debtorId);
  const follow = (returnedMinor: number) =>
    withTenant(ctx, (tx) => followReturns(tx, ctx, { paymentId, returnedMinor }));
  await follow(30_00);
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "open", paidMinor: 90_00 });
  expect(await invoiceOf(ctx, newer)).toMatchObject({ paidMinor: 0 });
  expect(await follow(30_00)).toEqual({ changed: false });
  await follow(120_00);
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "refunded", refundedMinor: 120_00 }]);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 150_00 });
  await follow(0);
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "paid" });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
});

test("a refund of an over-payment takes the unallocated money first", async () => {
  const { ctx, debtorId } = await scene();
  const { paymentId } = await pay(ctx, debtorId, { amountMinor: 200_00 });
  await withTenant(ctx, (tx) => followReturns(tx, ctx, { paymentId, returnedMinor: 50_00, byMember: true }));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
  expect(await taskKeys(ctx)).toEqual([]);
});

test("nothing and less than nothing are no payments", async () => {
  const { ctx, debtorId } = await scene();
  await expect(pay(ctx, debtorId, { amountMinor: 0 })).rejects.toThrow(/positive/);
  await expect(pay(ctx, debtorId, { amountMinor: 0.5 })).rejects.toThrow(/positive/);
});

test("a payment of a debtor of another workspace is refused", async () => {
  const { debtorId } = await scene();
  const other = await makeWorkspace();
  await expect(pay(other.ctx, debtorId)).rejects.toThrow(/does not exist/);
});

test("a dispute ends with its task when its invoice is paid in full; in part it stays", async () => {
  const { ctx, debtorId, older, newer } = await scene();
  const { disputeId } = await openDispute(ctx, { invoiceId: older, source: "debtor" });
  const { disputeId: standing } = await openDispute(ctx, { invoiceId: newer, source: "debtor" });
  await pay(ctx, debtorId);
  expect(await openDisputesOf(ctx, debtorId)).toEqual([newer]);
  expect(await taskKeys(ctx)).toContain(`dispute:${standing}`);
  expect(await taskKeys(ctx)).not.toContain(`dispute:${disputeId}`);
});

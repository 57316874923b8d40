// What members do with payments and links, through the verbs their procedures call.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { AMOUNT_MINOR_MAX } from "@/server/money";
import { recordManualPaymentInput, refundPaymentInput } from "@/server/payments/contract";
import { parseAmount } from "@/server/payments/lines/parse-amount";
import { listPayLinks, makePayLink, revokePayLink } from "@/server/payments/links/manage-pay-links";
import { listPayments } from "@/server/payments/list-payments";
import { recordManualPayment } from "@/server/payments/record-manual-payment";
import { refundPayment } from "@/server/payments/refund-payment";
import { balanceOf, invoiceOf, makeDebtor, makeInvoice, taskKeys } from "@/server/payments/testing/books";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

const noVendor = () => {
  throw new Error("no vendor is asked");
};

async function scene() {
  const workspace = await makeWorkspace();
  const debtorId = await makeDebtor(workspace.ctx);
  const older = await makeInvoice(workspace.ctx, debtorId, { dueOn: "2026-01-10" });
  const newer = await makeInvoice(workspace.ctx, debtorId, { dueOn: "2026-02-10" });
  const input = { debtorId, currency: "USD", amountMinor: 120_00, receivedOn: "2026-02-20", formId: randomUUID() };
  return { ...workspace, debtorId, older, newer, input };
}

test("a cheque a member records pays the oldest first, on the day it came, once a form", async () => {
  const { ctx, debtorId, older, input } = await scene();
  const first = await recordManualPayment(ctx, input);
  expect(await recordManualPayment(ctx, input)).toEqual(first);
  expect(await invoiceOf(ctx, older)).toMatchObject({ status: "paid", settledOn: "2026-02-20" });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 80_00 });
  expect(await listPayments(ctx, { debtorId, pageSize: 50 })).toMatchObject({
    total: { count: 1, capped: false },
    rows: [{ allocatedMinor: 120_00, unallocatedMinor: 0, method: "member", invoices: [{}, {}] }],
  });
});

test("chosen invoices are paid whatever is older, and what is too much stays visible", async () => {
  const { ctx, older, newer, input } = await scene();
  await recordManualPayment(ctx, { ...input, invoiceIds: [newer] });
  expect(await invoiceOf(ctx, older)).toMatchObject({ paidMinor: 0 });
  expect((await listPayments(ctx, { pageSize: 50 })).rows).toMatchObject([{ unallocatedMinor: 20_00 }]);
});

test("a payment from the future, or on an invoice that is not open, is refused", async () => {
  const { ctx, older, input } = await scene();
  await expect(recordManualPayment(ctx, { ...input, receivedOn: "2026-03-03" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  const foreign = await makeInvoice(ctx, await makeDebtor(ctx));
  for (const invoiceIds of [[foreign], [older, randomUUID()]])
    await expect(recordManualPayment(ctx, { ...input, invoiceIds })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("an amount too large to be kept exactly is refused at every door", async () => {
  const { ctx, input } = await scene();
  const amountMinor = AMOUNT_MINOR_MAX + 1;
  for (const { shape } of [recordManualPaymentInput, refundPaymentInput])
    expect([AMOUNT_MINOR_MAX, amountMinor].map((minor) => shape.amountMinor.safeParse(minor).success)).toEqual([
      true,
      false,
    ]);
  await expect(recordManualPayment(ctx, { ...input, amountMinor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(parseAmount("100,000,000,000.01", "USD")).toBeNull();
});

test("a refund of a cheque opens the debt again without asking any vendor, and asks nobody to look", async () => {
  const { ctx, debtorId, input } = await scene();
  const { paymentId } = await recordManualPayment(ctx, input);
  const id = fromPublicId("payment", paymentId) ?? "";
  await refundPayment(ctx, noVendor, { paymentId: id, amountMinor: 20_00 });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 100_00 });
  await expect(refundPayment(ctx, noVendor, { paymentId: id, amountMinor: 100_01 })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(await taskKeys(ctx)).toEqual([]);
});

test("who may only look can neither record, refund nor make links", async () => {
  const { as, debtorId, input } = await scene();
  const viewer = as("viewer");
  const forbidden = { code: "FORBIDDEN" };
  await expect(recordManualPayment(viewer, input)).rejects.toMatchObject(forbidden);
  await expect(makePayLink(viewer, { debtorId })).rejects.toMatchObject(forbidden);
  await expect(refundPayment(as("agent"), noVendor, { paymentId: randomUUID(), amountMinor: 1 })).rejects.toMatchObject(
    forbidden,
  );
  await makePayLink(as("agent"), { debtorId });
  expect(await listPayLinks(viewer, { debtorId })).toMatchObject([{ state: "live", url: null }]);
});

test("a link that is taken back is dead at once, and another workspace cannot touch it", async () => {
  const { ctx, debtorId } = await scene();
  const link = await makePayLink(ctx, { debtorId });
  const linkId = fromPublicId("payLink", link.id) ?? "";
  const other = await makeWorkspace();
  await expect(revokePayLink(other.ctx, { linkId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(makePayLink(other.ctx, { debtorId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listPayLinks(other.ctx, { debtorId })).toEqual([]);
  expect((await listPayments(other.ctx, { pageSize: 50 })).rows).toEqual([]);
  expect(await revokePayLink(ctx, { linkId })).toEqual({ revoked: 1 });
  expect(await listPayLinks(ctx, { debtorId })).toMatchObject([{ state: "revoked", url: null }]);
});

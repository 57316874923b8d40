import { expect, test } from "vitest";
import { enrollmentSignals } from "@/db/schema/journeys";
import { heldEvents } from "@/db/schema/payments";
import { withTenant } from "@/db/tenant-transaction";
import { realChance } from "@/server/chance";
import { nextHeldEventAt, settleHeldEvents } from "@/server/payments/settle-held-events";
import {
  balanceOf,
  enroll,
  invoiceOf,
  makeDebtor,
  makeInvoice,
  openDisputesOf,
  paymentsOf,
} from "@/server/payments/testing/books";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const day = (date: string) => new Date(`${date}T18:00:00Z`);

const hold = (ctx: TenantContext, event: Omit<typeof heldEvents.$inferInsert, "tenantId" | "id">) =>
  withTenant(ctx, (tx) => tx.insert(heldEvents).values({ tenantId: ctx.tenantId, id: realChance.id(), ...event }));

const payment = (debtorId: string, invoiceId: string, happensAt: Date, amountMinor = 100_00) => ({
  kind: "payment" as const,
  debtorId,
  invoiceId,
  happensAt,
  data: { amountMinor, currency: "USD", method: "history", receivedAt: happensAt.toISOString() },
});

test("what was settled in history happens when the clock reaches its day, and not before", async () => {
  const { ctx, at } = await makeWorkspace({ now: day("2026-03-02") });
  const debtorId = await makeDebtor(ctx);
  const first = await makeInvoice(ctx, debtorId);
  const second = await makeInvoice(ctx, debtorId);
  await enroll(ctx, debtorId);
  await hold(ctx, payment(debtorId, first, day("2026-03-05")));
  await hold(ctx, payment(debtorId, second, day("2026-03-09")));

  expect(await settleHeldEvents(ctx)).toBe(0);
  expect(await withTenant(ctx, (tx) => nextHeldEventAt(tx, ctx))).toEqual(day("2026-03-05"));
  expect(await settleHeldEvents(at(day("2026-03-05")))).toBe(1);
  expect(await invoiceOf(ctx, first)).toMatchObject({ status: "paid", settledOn: "2026-03-05" });
  expect(await invoiceOf(ctx, second)).toMatchObject({ status: "open" });
  expect(await settleHeldEvents(at(day("2026-03-20")))).toBe(1);
  expect(await settleHeldEvents(at(day("2026-03-20")))).toBe(0);
  expect(await withTenant(ctx, (tx) => nextHeldEventAt(tx, ctx))).toBeNull();
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ method: "history" }, { method: "history" }]);
  const signals = await withTenant(ctx, (tx) => tx.select({ kind: enrollmentSignals.kind }).from(enrollmentSignals));
  expect(signals.map((signal) => signal.kind).sort()).toEqual(["paid_in_full", "paid_in_part"]);
});

test("an invoice issued later appears with its own history", async () => {
  const { ctx, at } = await makeWorkspace({ now: day("2026-03-02") });
  const debtorId = await makeDebtor(ctx);
  const id = realChance.id();
  const row = { id, number: "007", numberKey: "7", issuedOn: "2026-03-04", dueOn: "2026-04-03", currency: "USD" };
  await hold(ctx, payment(debtorId, id, day("2026-03-20"), 30_00));
  await hold(ctx, {
    kind: "invoice_issued",
    debtorId,
    happensAt: day("2026-03-04"),
    data: { ...row, amountMinor: 30_00, loadNumber: "L1", documents: [] },
  });
  expect(await settleHeldEvents(at(day("2026-03-04")))).toBe(1);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
  await settleHeldEvents(at(day("2026-03-20")));
  expect(await invoiceOf(ctx, id)).toMatchObject({ status: "paid", settledOn: "2026-03-20" });
});

test("a jump over years of history settles thousands of invoices exactly, in batches", async () => {
  const { ctx, at } = await makeWorkspace({ now: day("2026-01-02") });
  const debtorIds = await Promise.all([1, 2, 3].map(() => makeDebtor(ctx)));
  const rows = Array.from({ length: 1_200 }, (_, i) => ({
    invoiceId: realChance.id(),
    debtorId: debtorIds[i % 3] ?? "",
  }));
  await withTenant(ctx, (tx) =>
    tx.insert(heldEvents).values(
      rows.flatMap(({ invoiceId, debtorId }, i) => [
        {
          tenantId: ctx.tenantId,
          id: realChance.id(),
          kind: "invoice_issued" as const,
          debtorId,
          happensAt: day("2026-01-03"),
          data: {
            id: invoiceId,
            number: `${i}`,
            numberKey: `${i}`,
            issuedOn: "2026-01-03",
            dueOn: "2026-02-03",
            currency: "USD",
            amountMinor: 100_00,
          },
        },
        { tenantId: ctx.tenantId, id: realChance.id(), ...payment(debtorId, invoiceId, day("2026-02-10"), 90_00) },
      ]),
    ),
  );
  expect(await settleHeldEvents(at(day("2027-01-01")))).toBe(2_400);
  for (const debtorId of debtorIds) expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 400 * 10_00 });
});

test("a dispute of history opens on its day", async () => {
  const { ctx, at } = await makeWorkspace({ now: day("2026-03-02") });
  const debtorId = await makeDebtor(ctx);
  const invoiceId = await makeInvoice(ctx, debtorId);
  await enroll(ctx, debtorId);
  await hold(ctx, { kind: "dispute", debtorId, invoiceId, happensAt: day("2026-03-03"), data: { reason: "short" } });
  expect(await settleHeldEvents(at(day("2026-03-03")))).toBe(1);
  const signals = await withTenant(ctx, (tx) => tx.select({ kind: enrollmentSignals.kind }).from(enrollmentSignals));
  expect(signals).toEqual([{ kind: "dispute_opened" }]);
});

test("a dispute of history is over once its invoice is paid in full, also when one jump passes both days", async () => {
  const { ctx, at } = await makeWorkspace({ now: day("2026-03-02") });
  const debtorId = await makeDebtor(ctx);
  const [paid, partly] = [await makeInvoice(ctx, debtorId), await makeInvoice(ctx, debtorId)];
  for (const invoiceId of [paid, partly])
    await hold(ctx, { kind: "dispute", debtorId, invoiceId, happensAt: day("2026-03-03"), data: {} });
  await hold(ctx, payment(debtorId, paid, day("2026-03-05")));
  await hold(ctx, payment(debtorId, partly, day("2026-03-05"), 40_00));
  expect(await settleHeldEvents(at(day("2026-03-20")))).toBe(4);
  expect(await openDisputesOf(ctx, debtorId)).toEqual([partly]);
});

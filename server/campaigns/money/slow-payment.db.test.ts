// Nobody who has paid is chased: a payment that is on its way holds contact back, in the engine and at the outbox's door.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { nextSteps } from "@/server/debtors/next-steps";
import { startCheckout } from "@/server/payments/checkouts/start-checkout";
import { syncCheckout } from "@/server/payments/checkouts/sync-checkout";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { getTouch } from "@/server/touches/get-touch";
import { through, touchesOf } from "@/server/touches/testing/queued-touches";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";
import { checkoutPorts, sandboxCheckoutBank } from "@/server/wiring";

const MINUTE = 60_000;
const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 3), steps.sms("text")]);
const ports = checkoutPorts("sandbox");
const bank = sandboxCheckoutBank();

async function scene(amounts: number[]) {
  const { ctx, at } = await makeWorkspace();
  const debtor = await makeDebtor(ctx, { amounts });
  await startCampaign(ctx, graph);
  const after = (minutes: number) => at(new Date(ctx.clock.now().getTime() + minutes * MINUTE));
  return { ctx, debtor, after };
}

/** The debtor pays these invoices by a method that takes its time; `clears` is how it will end. */
async function paySlowly(ctx: TenantContext, debtorId: string, invoiceIds: string[], clears: boolean) {
  const linkId = ctx.chance.id();
  await withTenant(ctx, (tx) =>
    tx.execute(sql`insert into pay_links (tenant_id, id, debtor_id, created_at, expires_at)
      values (${ctx.tenantId}, ${linkId}, ${debtorId}, now(), now() + interval '30 days')`),
  );
  const started = await startCheckout(
    ctx,
    ports.checkout,
    { state: "live", linkId, debtorId, touchId: null },
    {
      currency: "USD",
      choice: { kind: "some", invoiceIds },
      language: "en",
      payPageUrl: "http://localhost/pay/x",
      describe: (invoice) => invoice.number,
    },
  );
  if ("problem" in started) throw new Error(started.problem);
  await bank.pay(ctx.tenantId, started.checkoutId, clears ? "slow_success" : "slow_failure");
  expect(await syncCheckout(ctx, ports, started.checkoutId)).toBe("processing");
  return async (later: TenantContext) => {
    await bank.finish(ctx.tenantId, started.checkoutId);
    await syncCheckout(later, ports, started.checkoutId);
  };
}

const enrollmentOf = (ctx: TenantContext) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ status: string; outcome: string | null; due_at: string | null }>(sql`
      select status, outcome, due_at from enrollments where tenant_id = ${ctx.tenantId}`);
    return rows[0];
  });

test("while a payment of everything is on its way a journey stands still and says why", async () => {
  const { ctx, debtor, after } = await scene([50_000]);
  await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds, true);
  expect(await wakeDue(ctx)).toMatchObject({ woken: 1, queued: { email: 0 } });
  expect(await touchesOf(ctx)).toEqual([]);
  expect(await enrollmentOf(ctx)).toMatchObject({ status: "waiting", outcome: null });
  const history = await withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute(sql`select events from enrollment_history where tenant_id = ${ctx.tenantId}`);
    return rows;
  });
  expect(history).toMatchObject([{ events: [{ verdict: "defer", code: "PAYMENT_ON_ITS_WAY" }, { kind: "waits" }] }]);
  expect(await nextSteps(ctx, { debtorId: debtor.debtorId })).toMatchObject([
    { kind: "payment", currency: "USD", amountMinor: 50_000 },
    { kind: "wait" },
  ]);
  // A payment whose end nobody heard of is looked at again, and holds as long as it is on its way.
  expect(await wakeDue(after(25 * 60))).toMatchObject({ woken: 1, queued: { email: 0 } });
});

test("what was queued when the debtor paid is held at the door, with its receipt, and never leaves once it cleared", async () => {
  const { ctx, debtor, after } = await scene([50_000]);
  await wakeDue(ctx);
  const finish = await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds, true);
  const vendor = recordingEmail();
  expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ held: 1, sent: 0 });
  const [touch] = await touchesOf(ctx);
  expect(touch).toMatchObject({ status: "queued", result_code: "PAYMENT_ON_ITS_WAY", slot: "reserved" });
  const { receipts } = await getTouch(ctx, { touchId: touch?.id ?? "" });
  expect(receipts.at(-1)).toMatchObject({ stage: "dispatch", verdict: "defer", code: "PAYMENT_ON_ITS_WAY" });
  await finish(after(10));
  await wakeDue(after(10));
  await dispatchTouches(after(26 * 60), through(vendor), testTools);
  const [reminder, receipt, ...others] = await touchesOf(ctx);
  expect(reminder).toMatchObject({ status: "cancelled", result_code: "PAID_IN_FULL", slot: "released" });
  expect(receipt).toMatchObject({ status: "sent" });
  expect(others).toEqual([]);
  expect(await enrollmentOf(ctx)).toMatchObject({ status: "done", outcome: "paid" });
  expect(vendor.received).toHaveLength(1);
});

test("a payment that fails gives back what it held: the queued touch leaves and the journey goes on, at once", async () => {
  const { ctx, debtor, after } = await scene([50_000]);
  await wakeDue(ctx);
  const finish = await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds, false);
  const vendor = recordingEmail();
  await dispatchTouches(ctx, through(vendor), testTools);
  await finish(after(10));
  expect(await dispatchTouches(after(11), through(vendor), testTools)).toMatchObject({ sent: 1 });
  expect(vendor.received[0]).toMatchObject({ subject: expect.stringContaining("$500.00") });
});

test("a journey that was held decides anew when the payment fails", async () => {
  const { ctx, debtor, after } = await scene([50_000]);
  const finish = await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds, false);
  await wakeDue(ctx);
  await finish(after(10));
  expect(await wakeDue(after(11))).toMatchObject({ woken: 1, queued: { email: 1 } });
});

test("only what no payment covers is chased, with its own amount", async () => {
  const { ctx, debtor } = await scene([50_000, 20_000]);
  await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds.slice(0, 1), true);
  await wakeDue(ctx);
  const vendor = recordingEmail();
  expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ sent: 1 });
  expect(vendor.received[0]).toMatchObject({ subject: expect.stringContaining("$200.00") });
});

test("what takes a debtor out of a journey is heard while it is held", async () => {
  const { ctx, debtor } = await scene([50_000]);
  await paySlowly(ctx, debtor.debtorId, debtor.invoiceIds, true);
  const tell = (kind: "replied" | "opted_out") =>
    withTenant(ctx, (tx) => signalDebtor(tx, ctx, { debtorId: debtor.debtorId, kind }));
  await tell("replied");
  await wakeDue(ctx);
  expect(await enrollmentOf(ctx)).toMatchObject({ status: "waiting" });
  await tell("opted_out");
  await wakeDue(ctx);
  expect(await enrollmentOf(ctx)).toMatchObject({ status: "done", outcome: "opted_out" });
});

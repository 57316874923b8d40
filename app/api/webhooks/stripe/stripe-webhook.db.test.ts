// Stripe's webhook called as Stripe calls it, against a local server that speaks its protocol; a live workspace.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { POST as payPost } from "@/app/pay/[token]/route";
import { webhookEvents } from "@/db/schema/payments";
import { touches } from "@/db/schema/touches";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { catchUpCheckoutNews } from "@/server/payments/checkouts/catch-up-checkout-news";
import { reconcileCheckouts } from "@/server/payments/checkouts/reconcile-checkouts";
import { createPayLink } from "@/server/payments/links/pay-link";
import { refundPayment } from "@/server/payments/refund-payment";
import { balanceOf, makeDebtor, makeInvoice, paymentsOf, taskKeys } from "@/server/payments/testing/books";
import { type StripeServer, startStripeServer } from "@/server/providers/stripe/testing/stripe-server";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { addInZone } from "@/server/time/calendar";
import { checkoutPort, checkoutPorts, stripeNews } from "@/server/wiring";

const origin = "http://localhost:3000";
let stripe: StripeServer;

beforeAll(async () => {
  stripe = await startStripeServer();
  process.env.STRIPE_SECRET_KEY = stripe.settings.secretKey;
  process.env.STRIPE_WEBHOOK_SECRET = stripe.settings.webhookSecret;
  process.env.STRIPE_API_BASE_URL = stripe.baseUrl;
});
afterAll(() => stripe.close());

async function scene() {
  const { ctx } = await makeWorkspace({ mode: "live", now: new Date() });
  const debtorId = await makeDebtor(ctx);
  await makeInvoice(ctx, debtorId);
  const { url } = await withTenant(ctx, (tx) => createPayLink(tx, ctx, { debtorId, publicUrl: origin }));
  const location = await pay(url);
  expect(location).toMatch(/^https:\/\/checkout\.stripe\.com\//);
  return { ctx, debtorId, url, location, sessionId: location.split("/").at(-1) ?? "" };
}

async function pay(url: string) {
  const token = new URL(url).pathname.slice("/pay/".length);
  const body = new URLSearchParams({ currency: "USD", all: "10000" });
  const response = await payPost(new Request(url, { method: "POST", body }), { params: Promise.resolve({ token }) });
  return response.headers.get("location") ?? "";
}

async function deliver({ body, signature }: { body: string; signature: string }) {
  const headers = { "stripe-signature": signature };
  const response = await POST(new Request(`${origin}/api/webhooks/stripe`, { method: "POST", headers, body }));
  return { status: response.status, ...((await response.json()) as { result?: string; code?: string }) };
}

const receipts = (ctx: TenantContext) =>
  withTenant(ctx, (tx) =>
    tx
      .select({ key: touches.key })
      .from(touches)
      .where(and(eq(touches.tenantId, ctx.tenantId), eq(touches.purpose, "receipt"))),
  );

test("a webhook delivered twice counts once, and so does the payment under two events", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session, intent } = stripe.pay(sessionId, "succeeded");
  const completed = stripe.event("checkout.session.completed", session);
  expect(await deliver(completed)).toMatchObject({ status: 200, result: "applied" });
  expect(await deliver(completed)).toMatchObject({ status: 200, result: "duplicate" });
  expect(await deliver(stripe.event("payment_intent.succeeded", intent))).toMatchObject({ status: 200 });
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([
    { status: "succeeded", amountMinor: 100_00, providerRef: intent.id, method: "checkout" },
  ]);
  expect(await balanceOf(ctx, debtorId)).toEqual({});
  expect(await receipts(ctx)).toHaveLength(1);
});

test("who comes back to the same choice, in whatever language, is sent to the same checkout while it is open", async () => {
  const { url, location, sessionId } = await scene();
  expect(await pay(url)).toBe(location);
  expect(await pay(`${url}?lang=hi`)).toBe(location);
  stripe.pay(sessionId, "succeeded");
  expect(await pay(url)).toMatch(/^\/pay\/.*checkout=chk_/);
});

test("a session left open in another tab is closed at Stripe once its invoices are paid", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { url } = await withTenant(ctx, (tx) => createPayLink(tx, ctx, { debtorId, publicUrl: origin }));
  const other = (await pay(url)).split("/").at(-1) ?? "";
  expect(other).not.toBe(sessionId);
  await deliver(stripe.event("checkout.session.completed", stripe.pay(sessionId, "succeeded").session));
  expect(stripe.sessions.get(other)).toMatchObject({ status: "expired" });
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
});

test("the same event many times at once counts once", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "succeeded");
  const completed = stripe.event("checkout.session.completed", session);
  const answers = await Promise.all(Array.from({ length: 6 }, () => deliver(completed)));
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
  expect(await receipts(ctx)).toHaveLength(1);
});

test("the payment's event before the session's comes to the same", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session, intent } = stripe.pay(sessionId, "succeeded");
  await deliver(stripe.event("payment_intent.succeeded", intent));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
  await deliver(stripe.event("checkout.session.completed", session));
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
});

test("a refund whose event comes before the success leaves the debt open and the books right", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session, charge } = stripe.pay(sessionId, "succeeded");
  charge.amount_refunded = 100_00;
  await deliver(stripe.event("charge.refunded", charge));
  await deliver(stripe.event("checkout.session.completed", session));
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "refunded", refundedMinor: 100_00 }]);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 100_00 });
  expect(await taskKeys(ctx)).toHaveLength(1);
});

test("every order of a slow payment's events ends in the same books", async () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const { ctx, debtorId, sessionId } = await scene();
    const { session, intent } = stripe.pay(sessionId, "processing");
    const events = [
      stripe.event("checkout.session.completed", session),
      stripe.event("payment_intent.processing", intent),
      stripe.event("checkout.session.async_payment_succeeded", session),
    ];
    for (const [turn, at] of order.entries()) {
      if (turn === 1) stripe.settle(sessionId, "succeeded");
      const event = events[at];
      if (event) await deliver(event);
    }
    expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "succeeded" }]);
    expect(await balanceOf(ctx, debtorId)).toEqual({});
  }
});

test("a slow payment that fails is followed, and a person is asked to look", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "processing");
  await deliver(stripe.event("checkout.session.completed", session));
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "pending" }]);
  stripe.settle(sessionId, "requires_payment_method");
  await deliver(stripe.event("checkout.session.async_payment_failed", session));
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "failed" }]);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 100_00 });
  expect(await taskKeys(ctx)).toHaveLength(1);
});

test("a chargeback opens the debt again, and winning it settles it", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "succeeded");
  await deliver(stripe.event("checkout.session.completed", session));
  await deliver(stripe.event("charge.dispute.created", stripe.dispute(sessionId, "needs_response")));
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 100_00 });
  expect(await taskKeys(ctx)).toHaveLength(1);
  await deliver(stripe.event("charge.dispute.closed", stripe.dispute(sessionId, "won")));
  expect(await balanceOf(ctx, debtorId)).toEqual({});
});

test("an expired checkout and a declined card record no money", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  await deliver(stripe.event("checkout.session.expired", stripe.expire(sessionId)));
  const other = await scene();
  const intent = {
    id: "pi_declined",
    object: "payment_intent",
    metadata: stripe.sessions.get(other.sessionId)?.metadata,
  };
  expect(await deliver(stripe.event("payment_intent.payment_failed", intent))).toMatchObject({ result: "applied" });
  expect(await paymentsOf(ctx, debtorId)).toEqual([]);
  expect(await paymentsOf(other.ctx, other.debtorId)).toEqual([]);
});

test("events nobody knows, of nobody's checkout, are taken and ignored", async () => {
  expect(await deliver(stripe.event("customer.created", { id: "cus_1", object: "customer" }))).toMatchObject({
    status: 200,
    result: "ignored",
  });
  const metadata = {
    duelane_tenant: "0198a000-0000-7000-8000-00000000000a",
    duelane_checkout: "0198a000-0000-7000-8000-00000000000c",
  };
  const foreign = stripe.event("checkout.session.completed", { id: "cs_x", object: "checkout.session", metadata });
  expect(await deliver(foreign)).toMatchObject({ status: 200, result: "ignored" });
});

test("marks that name another workspace's checkout move nothing there", async () => {
  const a = await scene();
  const b = await scene();
  const { session } = stripe.pay(a.sessionId, "succeeded");
  const metadata = { ...(session.metadata as Record<string, string>), duelane_tenant: b.ctx.tenantId };
  await deliver(stripe.event("checkout.session.completed", { ...session, metadata }));
  expect(await paymentsOf(b.ctx, b.debtorId)).toEqual([]);
  expect(await paymentsOf(a.ctx, a.debtorId)).toEqual([]);
});

test("a forged webhook is refused and kept nowhere", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "succeeded");
  const { body } = stripe.event("checkout.session.completed", session, "evt_forged");
  expect(await deliver({ body, signature: "t=1,v1=00" })).toMatchObject({ status: 401 });
  expect(await paymentsOf(ctx, debtorId)).toEqual([]);
  const kept = await asSystem("resolve-webhook", (tx) =>
    tx.select().from(webhookEvents).where(eq(webhookEvents.externalId, "evt_forged")),
  );
  expect(kept).toEqual([]);
});

test("a webhook that could not be followed is asked for again, and then counts once", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "succeeded");
  const completed = stripe.event("checkout.session.completed", session);
  stripe.failNext(3);
  expect(await deliver(completed)).toMatchObject({ status: 502, code: "PROVIDER_UNAVAILABLE" });
  expect(await paymentsOf(ctx, debtorId)).toEqual([]);
  expect(await deliver(completed)).toMatchObject({ status: 200, result: "applied" });
  expect(await paymentsOf(ctx, debtorId)).toHaveLength(1);
});

test("what no webhook told is found by asking: the checkouts that are open, and the events of the last days", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  stripe.pay(sessionId, "succeeded");
  const later = { ...ctx, clock: { now: () => addInZone("UTC", ctx.clock.now(), { amount: 10, unit: "minutes" }) } };
  expect(await reconcileCheckouts(later, checkoutPorts("live"))).toMatchObject({ ended: 1, failed: 0 });
  expect(await balanceOf(ctx, debtorId)).toEqual({});

  const charge = stripe.charge(sessionId);
  charge.amount_refunded = 40_00;
  stripe.event("charge.refunded", charge);
  const news = stripeNews();
  expect(news && (await catchUpCheckoutNews(news, checkoutPorts("live"), ctx.clock.now()))).toMatchObject({
    failed: 0,
  });
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 40_00 });
});

test("while Stripe is away only a few are asked about, and the next time those behind them", async () => {
  const { ctx, debtorId } = await scene();
  for (let more = 0; more < 5; more += 1) {
    const { url } = await withTenant(ctx, (tx) => createPayLink(tx, ctx, { debtorId, publicUrl: origin }));
    await pay(url);
  }
  const at = (minutes: number) => ({
    ...ctx,
    clock: { now: () => addInZone("UTC", ctx.clock.now(), { amount: minutes, unit: "minutes" }) },
  });
  const asked = () => new Set(stripe.calls.map((call) => call.path).filter((path) => path.includes("/cs_test_")));
  for (const [minutes, seen] of [
    [10, 3],
    [12, 6],
  ] as const) {
    if (minutes === 10) stripe.calls.length = 0;
    stripe.failNext(9);
    expect(await reconcileCheckouts(at(minutes), checkoutPorts("live"))).toEqual({ asked: 3, ended: 0, failed: 3 });
    expect(asked().size).toBe(seen);
  }
}, 60_000);

test("a member's refund goes to Stripe once, and its own news change nothing more", async () => {
  const { ctx, debtorId, sessionId } = await scene();
  const { session } = stripe.pay(sessionId, "succeeded");
  await deliver(stripe.event("checkout.session.completed", session));
  const [payment] = await paymentsOf(ctx, debtorId);
  const refund = (amountMinor: number) =>
    refundPayment(ctx, () => checkoutPort("live"), { paymentId: payment?.id ?? "", amountMinor });
  expect(await refund(30_00)).toEqual({ refundedMinor: 30_00 });
  await deliver(stripe.event("charge.refunded", stripe.charge(sessionId)));
  expect(await paymentsOf(ctx, debtorId)).toMatchObject([{ status: "succeeded", refundedMinor: 30_00 }]);
  expect(await balanceOf(ctx, debtorId)).toEqual({ USD: 30_00 });
  expect(await taskKeys(ctx)).toEqual([]);
  await expect(refund(70_01)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

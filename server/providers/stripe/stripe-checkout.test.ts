import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import type { CheckoutPort, CheckoutRequest } from "@/server/payments/ports";
import { fromStripeAmount, toStripeAmount } from "@/server/providers/stripe/amounts";
import { stripeCheckout } from "@/server/providers/stripe/stripe-checkout";
import { readStripeWebhook } from "@/server/providers/stripe/stripe-webhook";
import { type StripeServer, startStripeServer } from "@/server/providers/stripe/testing/stripe-server";

const tenantId = "0198a000-0000-7000-8000-00000000000a";
const checkoutId = "0198a000-0000-7000-8000-00000000000c";
let stripe: StripeServer;
let port: CheckoutPort;

beforeAll(async () => {
  stripe = await startStripeServer();
  port = stripeCheckout(stripe.settings);
});
afterAll(() => stripe.close());

let serial = 0;
const request = (values: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  tenantId,
  checkoutId,
  idempotencyKey: `checkout:${++serial}`,
  currency: "USD",
  lines: [
    { description: "Invoice 1", amountMinor: 700_00 },
    { description: "Invoice 2", amountMinor: 21_10 },
  ],
  customerEmail: "ada@example.com",
  language: "en",
  payPageUrl: "https://pay.example.com/pay/t",
  successUrl: "https://pay.example.com/pay/t?checkout=chk_1",
  cancelUrl: "https://pay.example.com/pay/t",
  ...values,
});
const retrieve = (providerRef: string) => port.retrieve({ tenantId, providerRef });

test("a checkout asks Stripe for the exact amounts, once a key", async () => {
  const asked = request();
  const first = await port.create(asked);
  expect(await port.create(asked)).toEqual(first);
  expect(stripe.sessions.get(first.providerRef)).toMatchObject({ amount_total: 721_10, currency: "usd" });
  expect(stripe.calls.at(-1)).toMatchObject({ path: "/v1/checkout/sessions", idempotencyKey: asked.idempotencyKey });
  expect(await retrieve(first.providerRef)).toMatchObject({ status: "open", amountMinor: 721_10, paymentRef: null });
});

test("paid, refunded in part and charged back are read as they stand", async () => {
  const { providerRef } = await port.create(request());
  const { intent } = stripe.pay(providerRef, "succeeded");
  expect(await retrieve(providerRef)).toMatchObject({
    status: "succeeded",
    amountMinor: 721_10,
    currency: "USD",
    paymentRef: intent.id,
    refundedMinor: 0,
    disputedMinor: 0,
  });
  const once = { refundedBeforeMinor: 0, idempotencyKey: "r1" };
  await port.refund({ tenantId, paymentRef: intent.id, currency: "USD", amountMinor: 20_00, ...once });
  await port.refund({ tenantId, paymentRef: intent.id, currency: "USD", amountMinor: 20_00, ...once });
  expect(await retrieve(providerRef)).toMatchObject({ refundedMinor: 20_00 });
  stripe.dispute(providerRef, "needs_response");
  expect(await retrieve(providerRef)).toMatchObject({ disputedMinor: 721_10 });
  stripe.dispute(providerRef, "won");
  expect(await retrieve(providerRef)).toMatchObject({ disputedMinor: 0 });
});

test("a slow payment is processing until it succeeds or fails", async () => {
  const slow = await port.create(request());
  stripe.pay(slow.providerRef, "processing");
  expect(await retrieve(slow.providerRef)).toMatchObject({ status: "processing" });
  stripe.settle(slow.providerRef, "requires_payment_method");
  expect(await retrieve(slow.providerRef)).toMatchObject({ status: "failed" });
  const left = await port.create(request());
  stripe.expire(left.providerRef);
  expect(await retrieve(left.providerRef)).toMatchObject({ status: "expired" });
});

test("a vendor that is down for a moment is asked again, one that stays down is said to be unavailable", async () => {
  stripe.failNext(1);
  await expect(port.create(request())).resolves.toBeTruthy();
  stripe.failNext(3);
  await expect(port.create(request())).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
});

test("an amount too small for a card is the payer's to change", async () => {
  const lines = [{ description: "Invoice", amountMinor: 10 }];
  await expect(port.create(request({ lines }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("more invoices than Stripe can list are paid as one sum", async () => {
  const lines = Array.from({ length: 150 }, (_, i) => ({ description: `Invoice ${i}`, amountMinor: 1_00 }));
  const { providerRef } = await port.create(request({ lines }));
  expect(stripe.sessions.get(providerRef)).toMatchObject({ amount_total: 150_00 });
});

test("currencies that Stripe counts otherwise keep their value both ways", () => {
  for (const [currency, minor, theirs] of [
    ["USD", 721_10, 721_10],
    ["JPY", 500, 500],
    ["ISK", 500, 500_00],
    ["UGX", 37, 37_00],
    ["KWD", 1_250, 1_250],
  ] as const) {
    expect(toStripeAmount(minor, currency)).toBe(theirs);
    expect(fromStripeAmount(theirs, currency)).toBe(minor);
  }
});

test("a webhook is only believed with Stripe's own signature on its own body", async () => {
  const { body, signature } = stripe.event("checkout.session.completed", {
    id: "cs_test_x",
    object: "checkout.session",
    metadata: { duelane_tenant: tenantId, duelane_checkout: checkoutId },
  });
  const read = (text: string, header: string | null) => readStripeWebhook(stripe.settings, text, header);
  expect(await read(body, signature)).toMatchObject({
    kind: "checkout.session.completed",
    about: { tenantId, checkoutId, providerRef: "cs_test_x" },
  });
  const refused = { code: "UNAUTHENTICATED" };
  await expect(read(`${body} `, signature)).rejects.toMatchObject(refused);
  await expect(read(body, null)).rejects.toMatchObject(refused);
  await expect(read(body, signature.replace(/t=\d+/, "t=1"))).rejects.toMatchObject(refused);
  const other = { ...stripe.settings, webhookSecret: "whsec_other" };
  await expect(readStripeWebhook(other, body, signature)).rejects.toMatchObject(refused);
});

test("a dispute, which carries no mark of ours, is found by its payment", async () => {
  const { providerRef } = await port.create(request());
  stripe.pay(providerRef, "succeeded");
  const { body, signature } = stripe.event("charge.dispute.created", stripe.dispute(providerRef, "needs_response"));
  const news = await readStripeWebhook(stripe.settings, body, signature);
  expect(news.about).toEqual({ tenantId, checkoutId, providerRef: null });
});

test("what is not ours, or not known, is no news", async () => {
  for (const [type, object] of [
    ["customer.created", { id: "cus_1", object: "customer" }],
    ["checkout.session.completed", { id: "cs_other", object: "checkout.session", metadata: {} }],
    ["charge.refunded", { id: "ch_other", object: "charge", metadata: { duelane_tenant: "x" }, payment_intent: null }],
  ] as const) {
    const { body, signature } = stripe.event(type, object);
    expect(await readStripeWebhook(stripe.settings, body, signature)).toMatchObject({ kind: type, about: null });
  }
});

const objectsFile = resolve("../shared/data/webhooks/stripe-objects.json");
const objects = existsSync(objectsFile)
  ? (JSON.parse(readFileSync(objectsFile, "utf8")) as { resources: Record<string, { metadata?: object }> }).resources
  : undefined;

test.skipIf(!objects)(`Stripe's own sample objects are read (skipped without ${objectsFile})`, async () => {
  const kinds = {
    "checkout.session": "checkout.session.completed",
    payment_intent: "payment_intent.payment_failed",
    charge: "charge.refunded",
    refund: "refund.updated",
    dispute: "charge.dispute.created",
  };
  for (const [name, type] of Object.entries(kinds)) {
    const metadata = { duelane_tenant: tenantId, duelane_checkout: checkoutId };
    const { body, signature } = stripe.event(type, { ...objects?.[name], metadata });
    const news = await readStripeWebhook(stripe.settings, body, signature);
    expect(news.about).toMatchObject({ tenantId, checkoutId });
  }
});

type Schema = { properties?: Record<string, Schema>; anyOf?: Schema[]; items?: Schema; additionalProperties?: Schema };
type Spec = {
  paths: Record<string, Record<string, { requestBody: { content: Record<string, { schema: Schema }> } }>>;
};
const specFile = resolve("../shared/data/vendor-specs/stripe_spec3_2023.yaml");

test.skipIf(!existsSync(specFile))(
  `every field we send is one Stripe knows (skipped without ${specFile})`,
  async () => {
    const { paths } = parse(readFileSync(specFile, "utf8")) as Spec;
    await port.create(request());
    const sent = stripe.calls.filter((call) => call.method === "POST");
    expect(new Set(sent.map((call) => call.path))).toEqual(new Set(["/v1/checkout/sessions", "/v1/refunds"]));
    for (const { path, fields } of sent) {
      const schema = paths[path]?.post?.requestBody.content["application/x-www-form-urlencoded"]?.schema;
      for (const name of Object.keys(fields)) {
        const keys = name.split(/[[\]]+/).filter(Boolean);
        expect(known(schema, keys), `${path} ${name}`).toBe(true);
      }
    }
  },
  60_000,
);

function known(schema: Schema | undefined, [key, ...rest]: string[]): boolean {
  if (!schema) return false;
  if (key === undefined) return true;
  if (schema.anyOf?.some((one) => known(one, [key, ...rest]))) return true;
  if (schema.items) return /^\d+$/.test(key) && known(schema.items, rest);
  const next = schema.properties?.[key] ?? schema.additionalProperties;
  return known(next, rest);
}

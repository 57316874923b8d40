import type Stripe from "stripe";
import type { CheckoutPort, CheckoutRequest, CheckoutState } from "@/server/payments/ports";
import { fromStripeAmount, toStripeAmount } from "@/server/providers/stripe/amounts";
import { callStripe, type StripeSettings, stripeClient } from "@/server/providers/stripe/client";

/** Stripe shows at most a hundred lines; more are paid as one sum. */
const linesMax = 99;

/** Disputes in which the money is not with us. A warning is only a question. */
const lostWhile: ReadonlySet<string> = new Set(["needs_response", "under_review", "lost"]);

/** Stripe Checkout: hosted pages, so that a card number never reaches us. */
export function stripeCheckout(settings: StripeSettings): CheckoutPort {
  const stripe = stripeClient(settings);
  return {
    name: "stripe",
    pagesOrigin: settings.baseUrl ? new URL(settings.baseUrl).origin : "https://checkout.stripe.com",
    async create(request) {
      const session = await callStripe(() =>
        stripe.checkout.sessions.create(sessionOf(request), { idempotencyKey: request.idempotencyKey }),
      );
      if (!session.url) throw new Error("Stripe made a checkout session without an address.");
      return { providerRef: session.id, url: session.url };
    },
    retrieve: ({ providerRef }) => callStripe(() => retrieve(stripe, providerRef)),
    async expire({ providerRef }) {
      const session = await callStripe(() => stripe.checkout.sessions.retrieve(providerRef));
      if (session.status === "open") await callStripe(() => stripe.checkout.sessions.expire(providerRef));
    },
    async refund({ paymentRef, currency, amountMinor, idempotencyKey }) {
      await callStripe(() =>
        stripe.refunds.create(
          { payment_intent: paymentRef, amount: toStripeAmount(amountMinor, currency) },
          { idempotencyKey },
        ),
      );
    },
  };
}

function sessionOf(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { duelane_tenant: request.tenantId, duelane_checkout: request.checkoutId };
  const currency = request.currency.toLowerCase();
  const total = request.lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const lines =
    request.lines.length <= linesMax
      ? request.lines
      : [{ description: `${request.lines.length} ×`, amountMinor: total }];
  return {
    mode: "payment",
    client_reference_id: request.checkoutId,
    metadata,
    payment_intent_data: { metadata },
    line_items: lines.map((line) => ({
      quantity: 1,
      price_data: {
        currency,
        unit_amount: toStripeAmount(line.amountMinor, request.currency),
        product_data: { name: line.description.slice(0, 250) },
      },
    })),
    ...(request.customerEmail ? { customer_email: request.customerEmail } : {}),
    locale: request.language === "hi" ? "hi-IN" : "auto",
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  };
}

async function retrieve(stripe: Stripe, providerRef: string): Promise<CheckoutState> {
  const session = await stripe.checkout.sessions.retrieve(providerRef, { expand: ["payment_intent.latest_charge"] });
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const charge = intent && typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const currency = (session.currency ?? intent?.currency ?? "").toUpperCase();
  const status = statusOf(session, intent, charge);
  const amount =
    status === "succeeded" && intent ? intent.amount_received || intent.amount : (session.amount_total ?? 0);
  const disputed = intent && charge?.disputed ? await disputedAmount(stripe, intent.id) : 0;
  return {
    providerRef: session.id,
    status,
    url: session.url,
    amountMinor: fromStripeAmount(amount, currency),
    currency,
    paymentRef: intent?.id ?? null,
    refundedMinor: fromStripeAmount(charge?.amount_refunded ?? 0, currency),
    disputedMinor: fromStripeAmount(disputed, currency),
  };
}

function statusOf(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
  charge: Stripe.Charge | null,
): CheckoutState["status"] {
  if (session.status === "expired") return "expired";
  if (session.status === "open") return "open";
  if (charge?.status === "failed" || intent?.status === "canceled" || intent?.status === "requires_payment_method")
    return "failed";
  if (session.payment_status === "paid" || intent?.status === "succeeded") return "succeeded";
  return "processing";
}

async function disputedAmount(stripe: Stripe, paymentIntent: string): Promise<number> {
  const disputes = await stripe.disputes.list({ payment_intent: paymentIntent, limit: 100 });
  return disputes.data
    .filter((dispute) => lostWhile.has(dispute.status))
    .reduce((sum, dispute) => sum + dispute.amount, 0);
}

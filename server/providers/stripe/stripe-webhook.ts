// Stripe's webhook: verified by the SDK, read as "look at this checkout". Its content is never trusted for amounts.
import Stripe from "stripe";
import { z } from "zod";
import { DomainError } from "@/server/errors";
import type { CheckoutNews } from "@/server/payments/ports";
import { callStripe, type StripeSettings, stripeClient } from "@/server/providers/stripe/client";

/** What to subscribe the endpoint to; anything else is kept and ignored. */
const stripeEvents = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.refunded",
  "charge.refund.updated",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
] as const;
const known: ReadonlySet<string> = new Set(stripeEvents);

const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish();
const subject = z.object({
  id: z.string(),
  object: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: reference,
});
const marks = z.object({ duelane_tenant: z.uuid(), duelane_checkout: z.uuid() });

/** The news in a request's raw body; throws UNAUTHENTICATED where the signature is not Stripe's. */
export async function readStripeWebhook(
  settings: StripeSettings,
  body: string,
  signature: string | null,
): Promise<CheckoutNews> {
  const stripe = stripeClient(settings);
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(body, signature ?? "", settings.webhookSecret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      throw new DomainError("UNAUTHENTICATED", "The signature is not Stripe's.");
    throw error;
  }
  return newsOf(stripe, event);
}

/** Events of the last days that the webhook may have missed, oldest first. */
export async function recentStripeNews(settings: StripeSettings, since: Date): Promise<CheckoutNews[]> {
  const stripe = stripeClient(settings);
  const events = await callStripe(() =>
    stripe.events
      .list({ types: [...stripeEvents], created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 })
      .autoPagingToArray({ limit: 2_000 }),
  );
  const news: CheckoutNews[] = [];
  for (const event of events.reverse()) news.push(await newsOf(stripe, event));
  return news;
}

async function newsOf(stripe: Stripe, event: Stripe.Event): Promise<CheckoutNews> {
  const about = known.has(event.type) ? await subjectOf(stripe, subject.parse(event.data.object)) : null;
  return { eventId: event.id, kind: event.type, about };
}

async function subjectOf(stripe: Stripe, of: z.infer<typeof subject>): Promise<CheckoutNews["about"]> {
  let marked = marks.safeParse(of.metadata);
  // Refunds and disputes carry no marks of ours; the payment they belong to does.
  if (!marked.success && of.payment_intent) {
    const intentId = of.payment_intent;
    const intent = await callStripe(() => stripe.paymentIntents.retrieve(intentId));
    marked = marks.safeParse(intent.metadata);
  }
  if (!marked.success) return null;
  return {
    tenantId: marked.data.duelane_tenant,
    checkoutId: marked.data.duelane_checkout,
    providerRef: of.object === "checkout.session" ? of.id : null,
  };
}

// Stripe's SDK pointed where it should be.
import Stripe from "stripe";
import { DomainError } from "@/server/errors";

export type StripeSettings = { secretKey: string; webhookSecret: string; baseUrl?: string };

/** A client with bounded calls; `baseUrl` may be a local server that speaks Stripe's protocol. */
export function stripeClient(settings: StripeSettings): Stripe {
  const base = settings.baseUrl ? new URL(settings.baseUrl) : undefined;
  return new Stripe(settings.secretKey, {
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
    ...(base
      ? {
          host: base.hostname,
          port: base.port || (base.protocol === "http:" ? 80 : 443),
          protocol: base.protocol === "http:" ? ("http" as const) : ("https" as const),
        }
      : {}),
  });
}

/** Runs a call; what Stripe refuses for the payer's sake is said, the rest is "the vendor did not answer". */
export async function callStripe<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error.code === "amount_too_small" || error.code === "amount_too_large")
      throw new DomainError("INVALID_INPUT", "This amount cannot be paid online.", {
        fields: { amountMinor: error.code },
      });
    throw new DomainError("PROVIDER_UNAVAILABLE", `Stripe did not do it (${error.code ?? error.type}).`);
  }
}

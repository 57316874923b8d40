// Our minor units (ISO 4217) ↔ Stripe's. Pure. Stripe keeps two decimals for some currencies that ISO gives none.

const factors: Record<string, number> = { ISK: 100, UGX: 100 };

/** What Stripe calls this amount. */
export function toStripeAmount(amountMinor: number, currency: string): number {
  return amountMinor * (factors[currency.toUpperCase()] ?? 1);
}

/** What we call an amount of Stripe's. */
export function fromStripeAmount(amount: number, currency: string): number {
  return Math.round(amount / (factors[currency.toUpperCase()] ?? 1));
}

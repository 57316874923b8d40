// What a payment vendor must be able to do. Adapters stand in server/providers; server/wiring.ts picks them.

export type CheckoutRequest = {
  tenantId: string;
  checkoutId: string;
  /** The vendor's idempotency key. */
  idempotencyKey: string;
  currency: string;
  lines: { description: string; amountMinor: number }[];
  customerEmail: string | null;
  language: string;
  successUrl: string;
  cancelUrl: string;
};

export type CheckoutState = {
  providerRef: string;
  status: "open" | "processing" | "succeeded" | "failed" | "expired";
  amountMinor: number;
  currency: string;
  /** The payment behind it, once there is one: the key under which money is recorded. */
  paymentRef: string | null;
  refundedMinor: number;
};

export type CheckoutPort = {
  name: "stripe" | "sandbox";
  create(request: CheckoutRequest, signal: AbortSignal): Promise<{ providerRef: string; url: string }>;
  retrieve(providerRef: string, signal: AbortSignal): Promise<CheckoutState>;
  refund(
    request: { paymentRef: string; amountMinor: number; idempotencyKey: string },
    signal: AbortSignal,
  ): Promise<void>;
};

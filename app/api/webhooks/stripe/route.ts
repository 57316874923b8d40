// Stripe's webhook. Verified by the SDK; a failure is answered with 5xx, so that Stripe brings it again.
import { callerAddress } from "@/server/auth/door/caller-address";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { receiveCheckoutNews } from "@/server/payments/checkouts/receive-checkout-news";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { limitedBody } from "@/server/rate-limits/request-size";
import { checkoutPorts, stripeNews } from "@/server/wiring";

const bodyBytesMax = 512 * 1024;

export async function POST(request: Request) {
  const stripe = stripeNews();
  if (!stripe) return Response.json({ code: "NOT_FOUND" }, { status: 404 });
  const requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
  try {
    await rateLimit("webhook.ip", callerAddress(request.headers.get("x-forwarded-for"), env().TRUSTED_PROXIES));
    const body = new TextDecoder().decode(await limitedBody(request, bodyBytesMax));
    const news = await stripe.read(body, request.headers.get("stripe-signature"));
    const result = await receiveCheckoutNews(news, checkoutPorts("live"), { requestId });
    return Response.json({ received: true, result });
  } catch (error) {
    const code = error instanceof DomainError ? error.code : "INTERNAL";
    const status = error instanceof DomainError ? error.status : 500;
    log[status >= 500 ? "error" : "warn"]({ requestId, code, err: error }, "a payment webhook was not taken");
    return Response.json({ code }, { status });
  }
}

// Standard Webhooks (standardwebhooks.com): an id that stays the same over retries, a timestamp, and an HMAC over both and
// the body. A workspace's secret is derived, so that nothing secret is stored.
import { createHmac } from "node:crypto";

/** The workspace's signing secret in the form that receivers' libraries take: `whsec_…`. */
export function webhookSecret(tenantId: string, appSecret: string): string {
  return `whsec_${createHmac("sha256", appSecret).update(`duelane webhook v1\0${tenantId}`).digest("base64")}`;
}

/** The three headers. */
export function webhookHeaders(
  message: { id: string; at: Date; body: string },
  secret: string,
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.body}`).digest("base64");
  return { "webhook-id": message.id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

// For tests: a receiver on this machine, called by the product's own adapter under the name hooks.example, which alone may
// lead here.
import { createHmac } from "node:crypto";
import type { lookup } from "node:dns";
import type { WebhookPort } from "@/server/campaigns/effects/ports";
import { type Answer, type Asked, startVendorServer } from "@/server/providers/testing/vendor-server";
import { httpWebhook } from "@/server/providers/webhook/http-webhook";
import { isPublicAddress } from "@/server/providers/webhook/public-address";

export type Receiver = { url: string; asked: Asked[]; webhook: WebhookPort; close(): Promise<void> };

export async function startReceiver(answer: (asked: Asked, nth: number) => Answer): Promise<Receiver> {
  const server = await startVendorServer(answer);
  const resolve = ((_host: string, _options: unknown, done: (error: null, found: unknown) => void) =>
    done(null, [{ address: "127.0.0.1", family: 4 }])) as unknown as typeof lookup;
  const isPublic = (address: string) => address === "127.0.0.1" || isPublicAddress(address);
  return {
    url: `http://hooks.example:${new URL(server.url).port}/skill`,
    asked: server.asked,
    webhook: httpWebhook({ plain: true, resolve, isPublic }),
    close: server.close,
  };
}

/** Whether the request is signed with that secret. */
export function isSigned({ headers, body }: Asked, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

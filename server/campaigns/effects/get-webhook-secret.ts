import { webhookSecret } from "@/server/campaigns/effects/sign-webhook";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** What receivers of the workspace's webhooks check signatures with. */
export async function getWebhookSecret(ctx: TenantContext, appSecret: string): Promise<{ secret: string }> {
  authorise(ctx, "webhooks.secret");
  return { secret: webhookSecret(ctx.tenantId, appSecret) };
}

// For *.db.test.ts: a call that a published conversation holds, placed through the workspace's own adapters.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { dispatchAll, look } from "@/server/conversations/testing/sent-touch";
import { createFlow } from "@/server/flows/create-flow";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { textToBody } from "@/server/journeys/graph/message-text";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

/** The conversation of a template, published: its public id. */
export async function publishedFlow(ctx: TenantContext, template = "payment_reminder"): Promise<string> {
  const { id } = await createFlow(ctx, { name: "Payment reminder", template });
  await publishFlow(ctx, { flowId: fromPublicId("flow", id) ?? "", draftRevision: 1, note: "" });
  return id;
}

/** `language`: of the debtor. */
export async function placedConversation(of: { template?: string; amounts?: number[]; language?: string } = {}) {
  const workspace = await makeWorkspace();
  const { ctx } = workspace;
  const debtor = await makeDebtor(ctx, { name: "Blue Harbor Steel", amounts: of.amounts ?? [80_000] });
  await look(
    ctx,
    sql`update debtors set language = ${of.language ?? "en"} where tenant_id = ${ctx.tenantId} returning id`,
  );
  const flowId = await publishedFlow(ctx, of.template);
  const { touchId, deliveryId } = await placeConversation(ctx, debtor, flowId);
  return { ...workspace, debtor, flowId, touchId, deliveryId };
}

/** A sandbox delivers it to its own phone. */
async function placeConversation(ctx: TenantContext, debtor: TestDebtor, flowId: string) {
  const { touchId } = await withTenant(ctx, (tx) =>
    queueTouch(tx, ctx, {
      key: `test:${ctx.chance.id()}`,
      purpose: "service",
      debtorId: debtor.debtorId,
      channel: "voice",
      content: { type: "journey", body: textToBody("Your balance is open."), flowId },
    }),
  );
  await dispatchAll(ctx);
  const [delivery] = await look<{ id: string }>(
    ctx,
    sql`select id from sandbox_deliveries where tenant_id = ${ctx.tenantId} and idempotency_key = ${`touch-${touchId}`}`,
  );
  return { touchId, deliveryId: delivery?.id ?? "" };
}

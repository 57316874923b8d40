// For *.db.test.ts: a touch that left through a route, and small looks into the tables.
import { type SQL, sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { TestDebtor } from "@/server/campaigns/testing/receivables";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { channelRoutes, dispatchTools } from "@/server/wiring";

/** Queues a text on the channel and sends it through the workspace's own adapters. */
export async function sendText(
  ctx: TenantContext,
  debtor: TestDebtor,
  channel: Channel,
  text = "Your balance is open.",
): Promise<string> {
  const { touchId, verdict } = await withTenant(ctx, (tx) =>
    queueTouch(tx, ctx, {
      key: `test:${ctx.chance.id()}`,
      purpose: "service",
      debtorId: debtor.debtorId,
      channel,
      content: { type: "text", subject: "Open invoices", text },
    }),
  );
  if (verdict !== "allow") throw new Error(`The touch was not allowed: ${verdict}`);
  await dispatchAll(ctx);
  return touchId;
}

/** Sends whatever is queued and due. */
export async function dispatchAll(ctx: TenantContext): Promise<void> {
  for (const route of Object.values(channelRoutes(ctx.mode))) await dispatchTouches(ctx, route, dispatchTools());
}

/** The rows of a query in the workspace. */
export async function look<Row extends Record<string, unknown>>(ctx: TenantContext, query: SQL): Promise<Row[]> {
  return withTenant(ctx, async (tx) => (await tx.execute<Row>(query)).rows as Row[]);
}

export async function touchRow(ctx: TenantContext, touchId: string) {
  const [row] = await look<{
    status: string;
    result_code: string | null;
    call_result: { outcome?: string; digits?: string; answeredBy?: string } | null;
  }>(
    ctx,
    sql`select status, result_code, call_result from touches where tenant_id = ${ctx.tenantId} and id = ${touchId}`,
  );
  return row;
}

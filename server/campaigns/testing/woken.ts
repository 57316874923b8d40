// For tests of waking: what stands in the workspace after it, and money that comes in.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, steps } from "@/server/campaigns/testing/receivables";
import { recordPayment } from "@/server/payments/record-payment";
import type { TenantContext } from "@/server/tenant-context";

/** A mail, three days, a text. */
export const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 3), steps.sms("text")]);

export async function rowsOf<Row extends Record<string, unknown>>(ctx: TenantContext, query: ReturnType<typeof sql>) {
  return withTenant(ctx, async (tx) => (await tx.execute<Row>(query)).rows);
}

export const touchesOf = (ctx: TenantContext) =>
  rowsOf<{ key: string; status: string; channel: string; result_code: string | null }>(
    ctx,
    sql`select key, status, channel, result_code from touches where tenant_id = ${ctx.tenantId} order by key`,
  );

export async function pay(ctx: TenantContext, debtorId: string, amountMinor: number) {
  await withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor,
      method: "member",
      status: "succeeded",
      receivedAt: ctx.clock.now(),
    }),
  );
}

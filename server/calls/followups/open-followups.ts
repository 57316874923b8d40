// What is to be done after a call is written down with its end, in one transaction: nothing of it can be forgotten.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { FollowupStep } from "@/server/calls/followups/contract";
import { readFollowupSettings } from "@/server/calls/followups/settings";
import type { TenantContext } from "@/server/tenant-context";

/**
 * A call that is over; told again, it stays as it is. `isLed`: a conversation held it, so that there is a talk to check.
 * `afterSeconds`: what was said may still be on its way.
 */
export async function openFollowups(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: { id: string; isLed: boolean; afterSeconds?: number },
): Promise<void> {
  const { crmUrl, ticketUrl, mailRoles } = await readFollowupSettings(tx, ctx);
  const notLed = call.isLed ? null : "KEYS_ONLY";
  const skipped: Record<FollowupStep, string | null> = {
    summary: null,
    check: notLed,
    email: notLed ?? (mailRoles.length > 0 ? null : "NOT_SET_UP"),
    crm: crmUrl ? null : "NOT_SET_UP",
    ticket: notLed ?? (ticketUrl ? null : "NOT_SET_UP"),
  };
  const rows = Object.entries(skipped).map(([step, code]) => ({ id: ctx.chance.id(), step, code }));
  const now = ctx.clock.now().toISOString();
  const dueAt = new Date(ctx.clock.now().getTime() + (call.afterSeconds ?? 0) * 1000).toISOString();
  await tx.execute(sql`
    insert into call_followups (tenant_id, id, call_id, step, status, code, due_at, created_at, settled_at)
    select ${ctx.tenantId}::uuid, x.id, ${call.id}::uuid, x.step,
      case when x.code is null then 'waiting' else 'skipped' end, x.code, ${dueAt}::timestamptz, ${now}::timestamptz,
      case when x.code is not null then ${now}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, step text, code text)
    on conflict (tenant_id, call_id, step) do nothing`);
}

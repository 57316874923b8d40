// When something happens next in a workspace: the discrete-event run goes from one such instant to the next.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { nextFollowupAt } from "@/server/calls/followups/run-followups";
import { nextErrandAt } from "@/server/campaigns/effects/run-errands";
import { nextScheduledAt } from "@/server/campaigns/run-schedule";
import { nextTriggerAt } from "@/server/campaigns/triggers/enter-by-triggers";
import { nextWrittenAt } from "@/server/conversations/written/run-written";
import { nextHeldEventAt } from "@/server/payments/settle-held-events";
import { nextPromiseAt } from "@/server/promises/judge-promises";
import type { TenantContext } from "@/server/tenant-context";

/** What only a sandbox has: simulated vendors that report, and phones that stop ringing, as time passes. */
export type SandboxVendors = {
  nextAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null>;
  /** Reports everything that is due; answers how much that was. */
  report(ctx: TenantContext): Promise<number>;
};

/** Several of them as one. */
export function allVendors(vendors: readonly SandboxVendors[]): SandboxVendors {
  return {
    async nextAt(tx, ctx) {
      let first: Date | null = null;
      for (const vendor of vendors) {
        const at = await vendor.nextAt(tx, ctx);
        if (at && (!first || at < first)) first = at;
      }
      return first;
    },
    async report(ctx) {
      let total = 0;
      for (const vendor of vendors) total += await vendor.report(ctx);
      return total;
    },
  };
}

/** The earliest instant at which something is due, or null when nothing is ahead. It may lie in the past. */
export async function nextInstant(
  tx: TenantTransaction,
  ctx: TenantContext,
  vendors: SandboxVendors,
): Promise<Date | null> {
  const { rows } = await tx.execute<{ wake: string | null; send: string | null }>(sql`
    select
      (select min(e.due_at) from enrollments e where e.tenant_id = ${ctx.tenantId} and e.status = 'waiting') as wake,
      (select min(t.dispatch_at) from touches t
        left join enrollments e on e.tenant_id = t.tenant_id and e.id = t.enrollment_id
        left join campaigns c on c.tenant_id = e.tenant_id and c.id = e.campaign_id
        where t.tenant_id = ${ctx.tenantId} and t.status = 'queued'
          and (c.id is null or t.purpose <> 'reminder' or c.status <> 'paused' or c.pause_reason = 'budget')) as send`);
  const instants = [
    toDate(rows[0]?.wake),
    toDate(rows[0]?.send),
    await nextScheduledAt(tx, ctx),
    await nextHeldEventAt(tx, ctx),
    await nextPromiseAt(tx, ctx),
    await vendors.nextAt(tx, ctx),
    await nextErrandAt(tx, ctx),
    await nextFollowupAt(tx, ctx),
    await nextWrittenAt(tx, ctx),
    await nextTriggerAt(tx, ctx),
  ];
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}

function toDate(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}

import { sql } from "drizzle-orm";
import { notifyWorkers } from "@/server/campaigns/signal-debtor";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** Puts a parked enrollment back: it is woken again, and its task is done. */
export function retryEnrollment(ctx: TenantContext, input: { enrollmentId: string }): Promise<void> {
  return mutate(ctx, "campaigns.update", async (tx) => {
    const now = ctx.clock.now().toISOString();
    const { rowCount } = await tx.execute(sql`
      update enrollments set status = 'waiting', due_at = ${now}, parked_reason = null
      where tenant_id = ${ctx.tenantId} and id = ${input.enrollmentId} and status = 'parked'`);
    if (!rowCount) throw new DomainError("PRECONDITION", "The enrollment is not parked.");
    // Deleted rather than closed: the same key must be able to ask again.
    await tx.execute(sql`
      delete from tasks where tenant_id = ${ctx.tenantId} and key = ${`parked:${input.enrollmentId}`}`);
    await notifyWorkers(tx, ctx);
    return { result: undefined, audit: { kind: "enrollment", id: input.enrollmentId, details: { retried: true } } };
  });
}

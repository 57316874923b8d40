import { sql } from "drizzle-orm";
import { apiEvents } from "@/db/schema/api-events";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { RecordApiEventInput } from "@/server/api-events/contract";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { requireHeld } from "@/server/debtors/require-debtor";
import { log } from "@/server/log";
import { mutate, workedBy } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import type { WorkQueue } from "@/server/work-queue";

/**
 * Writes down what a customer's system says happened with a debtor, and tells the journeys it is in. Where a running
 * campaign begins on such an event that is announced; a lost announcement is made good by the triggers' next run.
 */
export async function recordApiEvent(
  ctx: TenantContext,
  input: RecordApiEventInput,
  queue: WorkQueue,
): Promise<{ eventId: string; heard: number }> {
  const { debtorId, event, data } = input;
  const id = ctx.chance.id();
  let begins = false;
  const result = await mutate(ctx, "apiEvents.record", async (tx) => {
    await requireHeld(tx, ctx, debtorId);
    await tx.insert(apiEvents).values({
      tenantId: ctx.tenantId,
      id,
      debtorId,
      name: event,
      data,
      recordedBy: workedBy(ctx.actor),
      at: ctx.clock.now(),
    });
    // What came with it stays with the event: signals are copied to every enrollment and into its history.
    const { enrollments: heard } = await signalDebtor(tx, ctx, { debtorId, kind: "api_event", data: { event } });
    begins = await anyBeginsOn(tx, ctx, event);
    return {
      result: { eventId: toPublicId("apiEvent", id), heard },
      audit: { kind: "debtor", id: debtorId, details: { event, heard } },
    };
  });
  if (begins) await announce(ctx, id, queue);
  return result;
}

async function anyBeginsOn(tx: TenantTransaction, ctx: TenantContext, event: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from campaigns
    where tenant_id = ${ctx.tenantId} and status = 'running' and trigger ->> 'on' = 'api_event'
      and trigger ->> 'event' = ${event} limit 1`);
  return rows.length > 0;
}

/** The event is recorded already: that it could not be announced is no reason to answer that it was not. */
async function announce(ctx: TenantContext, id: string, queue: WorkQueue): Promise<void> {
  const { tenantId, requestId } = ctx;
  try {
    await queue.announce({ name: "api-events/recorded", data: { tenantId, requestId }, id: `api-event:${id}` });
  } catch (error) {
    log.warn(
      { tenantId, requestId, err: { type: error instanceof Error ? error.name : "unknown" } },
      "api event: not announced",
    );
  }
}

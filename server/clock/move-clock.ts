import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { standingClock } from "@/server/clock";
import type { MoveClockInput } from "@/server/clock/contract";
import { nextInstant, type SandboxVendors } from "@/server/clock/next-instant";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { addInZone } from "@/server/time/calendar";
import type { WorkQueue } from "@/server/work-queue";

/** No journey is that long: where a run to a campaign's end stops in any case. */
const DAYS_MAX = 730;

/**
 * Says where the sandbox's clock is to go and announces it; advanceClock then lives through everything on the way.
 * Throws SANDBOX_ONLY in a live workspace, ALREADY_RUNNING while it moves, PRECONDITION when no event is ahead.
 */
export async function moveClock(
  ctx: TenantContext,
  input: MoveClockInput,
  ports: { queue: WorkQueue; vendors: SandboxVendors },
): Promise<{ targetAt: Date }> {
  const targetAt = await mutate(ctx, "clock.move", async (tx) => {
    if (ctx.mode !== "sandbox") throw new DomainError("SANDBOX_ONLY");
    const { rows } = await tx.execute<{ moving: boolean; stands_at: string | null; time_zone: string }>(sql`
      select clock_target_at is not null as moving, clock_at as stands_at, time_zone from tenants
      where id = ${ctx.tenantId} for no key update`);
    const tenant = found(rows[0], "The workspace");
    if (tenant.moving) throw new DomainError("ALREADY_RUNNING");
    // Another move may have ended since the request began: the clock goes on from where it stands now.
    const here = tenant.stands_at === null ? ctx : { ...ctx, clock: standingClock(new Date(tenant.stands_at)) };
    const now = here.clock.now();
    const target = await targetOf(tx, here, input, tenant.time_zone, ports.vendors);
    await tx.execute(sql`
      update tenants set clock_at = ${now.toISOString()}, clock_target_at = ${target.toISOString()}, clock_error = null
      where id = ${ctx.tenantId}`);
    const details = { from: now.toISOString(), to: target.toISOString(), by: input.to };
    return { result: target, audit: { kind: "clock", details } };
  });
  const untilEnd = input.to === "campaign_end" ? { untilEnd: { campaignId: input.campaignId } } : {};
  await ports.queue.announce({
    name: "clock/moved",
    data: { tenantId: ctx.tenantId, targetAt: targetAt.toISOString(), ...untilEnd },
  });
  return { targetAt };
}

/** Where the clock is to go. */
async function targetOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  input: MoveClockInput,
  zone: string,
  vendors: SandboxVendors,
): Promise<Date> {
  const now = ctx.clock.now();
  switch (input.to) {
    case "hour":
      return addInZone(zone, now, { amount: 1, unit: "hours" });
    case "day":
      return addInZone(zone, now, { amount: 1, unit: "days" });
    case "campaign_end":
      return addInZone(zone, now, { amount: DAYS_MAX, unit: "days" });
    case "instant":
      if (input.at < now) throw new DomainError("INVALID_INPUT", "The clock only goes forward.");
      return input.at;
    case "next_event": {
      const next = await nextInstant(tx, ctx, vendors);
      if (next === null) throw new DomainError("PRECONDITION", "Nothing is planned: there is no next event.");
      return next.getTime() > now.getTime() ? next : now;
    }
  }
}

/** Lets the clock stand where it is; the run notices before its next instant. */
export function cancelClockMove(ctx: TenantContext): Promise<void> {
  return mutate(ctx, "clock.move", async (tx) => {
    if (ctx.mode !== "sandbox") throw new DomainError("SANDBOX_ONLY");
    const { rowCount } = await tx.execute(sql`
      update tenants set clock_target_at = null where id = ${ctx.tenantId} and clock_target_at is not null`);
    return { result: undefined, audit: rowCount ? { kind: "clock", details: { cancelled: true } } : null };
  });
}

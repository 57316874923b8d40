import { sql } from "drizzle-orm";
import type { ClockState } from "@/server/clock/contract";
import { nextInstant, type SandboxVendors } from "@/server/clock/next-instant";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The workspace's time, and where it is going. */
export function getClock(ctx: TenantContext, vendors: SandboxVendors): Promise<ClockState> {
  return read(ctx, "workspace.read", async (tx) => {
    const { rows } = await tx.execute<{
      time_zone: string;
      clock_at: string | null;
      clock_target_at: string | null;
      clock_error: string | null;
    }>(sql`select time_zone, clock_at, clock_target_at, clock_error from tenants where id = ${ctx.tenantId}`);
    const tenant = found(rows[0], "The workspace");
    const movable = ctx.mode === "sandbox";
    return {
      movable,
      now: movable && tenant.clock_at ? new Date(tenant.clock_at) : ctx.clock.now(),
      standing: movable && tenant.clock_at !== null,
      timeZone: tenant.time_zone,
      targetAt: tenant.clock_target_at ? new Date(tenant.clock_target_at) : null,
      error: tenant.clock_error,
      nextEventAt: movable ? await nextInstant(tx, ctx, vendors) : null,
    };
  });
}

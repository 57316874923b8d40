import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema/tenancy";
import { withTenant } from "@/db/tenant-transaction";
import { realChance } from "@/server/chance";
import { realClock, standingClock } from "@/server/clock";
import { found } from "@/server/errors";
import type { Actor, TenantContext } from "@/server/tenant-context";

/**
 * The context for one actor in one workspace: its mode and its clock as they are now. A sandbox clock that was
 * moved stands at its instant, so load a fresh context for each piece of work. Throws NOT_FOUND.
 */
export async function workspaceContext(
  tenantId: string,
  actor: Actor,
  trace: { requestId?: string } = {},
): Promise<TenantContext> {
  const rows = await withTenant({ tenantId }, (tx) =>
    tx.select({ mode: tenants.mode, clockAt: tenants.clockAt }).from(tenants).where(eq(tenants.id, tenantId)),
  );
  const tenant = found(rows[0], "The workspace");
  return contextOf({ id: tenantId, ...tenant }, actor, trace);
}

/** The same where the workspace's row was just read. */
export function contextOf(
  tenant: { id: string; mode: "live" | "sandbox"; clockAt: Date | null },
  actor: Actor,
  trace: { requestId?: string } = {},
): TenantContext {
  return {
    tenantId: tenant.id,
    mode: tenant.mode,
    actor,
    requestId: trace.requestId ?? randomUUID(),
    clock: tenant.mode === "sandbox" && tenant.clockAt ? standingClock(tenant.clockAt) : realClock,
    chance: realChance,
  };
}

/** The context of the product acting by itself: the engine, a webhook, the operator. */
export function systemContext(tenantId: string, reason: string, trace: { requestId?: string } = {}) {
  return workspaceContext(tenantId, { kind: "system", reason }, trace);
}

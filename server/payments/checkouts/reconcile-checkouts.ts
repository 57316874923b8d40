import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { checkouts } from "@/db/schema/payments";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { closeOvertaken } from "@/server/payments/checkouts/close-overtaken";
import { syncCheckout } from "@/server/payments/checkouts/sync-checkout";
import type { CheckoutPorts } from "@/server/payments/ports";
import type { TenantContext } from "@/server/tenant-context";
import { addInZone } from "@/server/time/calendar";

const perRun = 200;
/** After so many without an answer the vendor is away: the others wait for the next run instead of for its time-outs. */
const silentMax = 3;

/** Workspaces with a checkout whose end is not known yet. */
export async function workspacesWithOpenCheckouts(): Promise<string[]> {
  const rows = await asSystem("find-due-work", (tx) =>
    tx
      .selectDistinct({ tenantId: checkouts.tenantId })
      .from(checkouts)
      .where(inArray(checkouts.status, ["open", "processing"])),
  );
  return rows.map((row) => row.tenantId);
}

/**
 * Asks the vendor about every checkout that is on its way, or open for more than a few minutes: a webhook may never
 * have come. Returns how many were asked and how many ended. One that fails does not hold up the others.
 */
export async function reconcileCheckouts(
  ctx: TenantContext,
  ports: CheckoutPorts,
): Promise<{ asked: number; ended: number; failed: number }> {
  const now = ctx.clock.now();
  const aMomentAgo = addInZone("UTC", now, { amount: -3, unit: "minutes" });
  const hourAgo = addInZone("UTC", now, { amount: -1, unit: "hours" });
  const due = await withTenant(ctx, async (tx) => {
    const own = and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.provider, ports.checkout.name));
    // The vendor never answered with an address, so nobody was ever sent there.
    await tx
      .update(checkouts)
      .set({ status: "expired", checkedAt: now })
      .where(and(own, eq(checkouts.status, "open"), isNull(checkouts.providerRef), lt(checkouts.createdAt, hourAgo)));
    return tx
      .select({ id: checkouts.id, debtorId: checkouts.debtorId })
      .from(checkouts)
      .where(
        and(
          own,
          sql`provider_ref is not null`,
          or(
            eq(checkouts.status, "processing"),
            and(eq(checkouts.status, "open"), lt(checkouts.createdAt, aMomentAgo)),
          ),
        ),
      )
      .orderBy(sql`checked_at nulls first`, checkouts.id)
      .limit(perRun);
  });
  const result = { asked: 0, ended: 0, failed: 0 };
  let silent = 0;
  for (const { id, debtorId } of due) {
    if (silent >= silentMax) break;
    result.asked += 1;
    try {
      let status = await syncCheckout(ctx, ports, id);
      // Paid by other means meanwhile, by a cheque for example.
      if (status === "open" && (await closeOvertaken(ctx, ports, debtorId)).includes(id))
        status = await syncCheckout(ctx, ports, id);
      if (status !== "open" && status !== "processing") result.ended += 1;
      silent = 0;
    } catch (error) {
      result.failed += 1;
      silent = error instanceof DomainError && error.code === "PROVIDER_UNAVAILABLE" ? silent + 1 : 0;
      // It goes to the end of the line: those behind it are asked too.
      await withTenant(ctx, (tx) =>
        tx
          .update(checkouts)
          .set({ checkedAt: now })
          .where(and(eq(checkouts.tenantId, ctx.tenantId), eq(checkouts.id, id))),
      );
      const type = error instanceof Error ? error.name : "unknown";
      log.warn({ tenantId: ctx.tenantId, checkoutId: id, err: { type } }, "a checkout could not be asked about");
    }
  }
  return result;
}

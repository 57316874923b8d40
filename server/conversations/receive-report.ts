import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { onceForEvent, type VendorEvent } from "@/server/conversations/keep-webhook-event";
import type { Report } from "@/server/conversations/ports";
import { optOutAddress } from "@/server/debtors/opt-out";
import { DomainError } from "@/server/errors";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import { recordDelivery } from "@/server/touches/record-delivery";

/** A vendor's report about a message that left: once, in any order, late or about nothing of ours. */
export async function receiveReport(
  event: Omit<VendorEvent, "tenantId">,
  about: { tenantId: string; touchId: string } | null,
  report: Report | null,
  trace: { requestId?: string } = {},
): Promise<"applied" | "duplicate" | "ignored"> {
  return onceForEvent({ ...event, tenantId: about?.tenantId ?? null }, async () => {
    if (!about || !report) return about !== null;
    const ctx = await contextOf(about.tenantId, trace);
    if (!ctx) return false;
    return withTenant(ctx, async (tx) => {
      const { optOut, ...update } = report;
      const { found } = await recordDelivery(tx, ctx, { touchId: about.touchId }, update);
      if (!found) return false;
      if (optOut) {
        const { rows } = await tx.execute<{
          debtor_id: string;
          channel: "email" | "sms" | "voice";
          address: string;
        }>(sql`
          select t.debtor_id, t.channel, p.address from touches t
          join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
          where t.tenant_id = ${ctx.tenantId} and t.id = ${about.touchId}`);
        const touch = rows[0];
        if (touch) {
          const { debtor_id: debtorId, channel, address } = touch;
          await optOutAddress(tx, ctx, { channel, address, debtorId, source: optOut });
        }
      }
      return true;
    });
  });
}

/** The workspace's context; null when it is gone. */
export async function contextOf(tenantId: string, trace: { requestId?: string }): Promise<TenantContext | null> {
  try {
    return await systemContext(tenantId, "vendor webhook", trace);
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { callStatusAfter } from "@/server/calls/call-state";
import { holdCall } from "@/server/calls/recording/follow-call";
import { DomainError } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";

/** The phone rings at the other end. `found: false`: no touch of ours placed such a call. */
export async function ringCall(ctx: TenantContext, { touchId }: { touchId: string }): Promise<{ found: boolean }> {
  try {
    return await withTenant(ctx, async (tx) => {
      const call = await holdCall(tx, ctx, { touchId });
      await tx.execute(sql`
        update calls set status = ${callStatusAfter(call.status, "ringing")}
        where tenant_id = ${ctx.tenantId} and id = ${call.id}`);
      return { found: true };
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return { found: false };
    throw error;
  }
}

import { and, eq } from "drizzle-orm";
import { rightsRequests } from "@/db/schema/rights";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { closeTasks } from "@/server/escalations/close-tasks";
import type { CloseRequestInput } from "@/server/rights/contract";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Closes a request in the caller's transaction; its reminders are answered with it. */
export async function endRequest(
  tx: TenantTransaction,
  ctx: TenantContext,
  requestId: string,
  { status, refusal }: Pick<CloseRequestInput, "status" | "refusal">,
): Promise<void> {
  await tx
    .update(rightsRequests)
    .set({
      status,
      refusal: status === "refused" ? (refusal ?? null) : null,
      closedAt: ctx.clock.now(),
      closedBy: memberOf(ctx),
    })
    .where(and(eq(rightsRequests.tenantId, ctx.tenantId), eq(rightsRequests.id, requestId)));
  await closeTasks(tx, ctx, [`rights_due:${requestId}`, `rights_overdue:${requestId}`]);
}

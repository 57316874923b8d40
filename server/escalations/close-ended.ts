import { and, eq, inArray, isNull } from "drizzle-orm";
import { tasks } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Debtors who paid up, or whom a new campaign works on, need nobody any more because an old journey gave them up. */
export async function closeEnded(tx: TenantTransaction, ctx: TenantContext, debtorIds: readonly string[]) {
  if (debtorIds.length === 0) return;
  await tx
    .update(tasks)
    .set({ doneAt: ctx.clock.now(), doneBy: memberOf(ctx) })
    .where(
      and(
        eq(tasks.tenantId, ctx.tenantId),
        inArray(tasks.debtorId, [...debtorIds]),
        inArray(tasks.kind, ["journey_ended", "unreachable"]),
        isNull(tasks.doneAt),
      ),
    );
}

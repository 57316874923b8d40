import { tasks } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

export type TaskKind = (typeof tasks.$inferInsert)["kind"];

/** Puts something before a person; the same key asks once. */
export async function raiseTask(
  tx: TenantTransaction,
  ctx: TenantContext,
  task: { kind: TaskKind; key: string; debtorId: string | null; subjectKind: string; subjectId: string },
): Promise<void> {
  await tx
    .insert(tasks)
    .values({ tenantId: ctx.tenantId, id: ctx.chance.id(), createdAt: ctx.clock.now(), ...task })
    .onConflictDoNothing();
}

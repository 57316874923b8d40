import { tasks } from "@/db/schema/debtors";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";

export type TaskKind = (typeof tasks.$inferInsert)["kind"];

type NewTask = {
  kind: TaskKind;
  key: string;
  debtorId: string | null;
  subjectKind: string;
  subjectId: string;
  note?: string;
};

/** Puts something before a person; the same key asks once. */
export function raiseTask(tx: TenantTransaction, ctx: TenantContext, task: NewTask): Promise<void> {
  return raiseTasks(tx, ctx, [task]);
}

/** The same for many, in one statement. */
export async function raiseTasks(tx: TenantTransaction, ctx: TenantContext, raised: readonly NewTask[]): Promise<void> {
  if (raised.length === 0) return;
  const createdAt = ctx.clock.now();
  await tx
    .insert(tasks)
    .values(raised.map((task) => ({ tenantId: ctx.tenantId, id: ctx.chance.id(), createdAt, ...task })))
    .onConflictDoNothing();
}

import { eq } from "drizzle-orm";
import { phoneNumbers } from "@/db/schema/numbers";
import { tenants } from "@/db/schema/tenancy";
import { mutate } from "@/server/mutate";
import type { ChangeNumberInput } from "@/server/numbers/contract";
import { lockNumber, one, requireFlow } from "@/server/numbers/internal";
import { memberOf, type TenantContext } from "@/server/tenant-context";

export function changeNumber(ctx: TenantContext, { numberId, ...change }: ChangeNumberInput): Promise<void> {
  return mutate(ctx, "numbers.update", async (tx) => {
    await lockNumber(tx, ctx, numberId);
    await requireFlow(tx, ctx, change.flowId);
    await tx
      .update(phoneNumbers)
      .set({ ...change, updatedAt: ctx.clock.now(), updatedBy: memberOf(ctx) })
      .where(one(ctx, numberId));
    return { result: undefined, audit: { kind: "phone_number", id: numberId, details: { change: "changed" } } };
  });
}

/** Gives the number up: nothing is placed from it or answered there any more, and any workspace may take it. */
export function archiveNumber(ctx: TenantContext, { numberId }: { numberId: string }): Promise<void> {
  return mutate(ctx, "numbers.update", async (tx) => {
    await lockNumber(tx, ctx, numberId);
    const now = ctx.clock.now();
    await tx
      .update(phoneNumbers)
      .set({ archivedAt: now, updatedAt: now, updatedBy: memberOf(ctx) })
      .where(one(ctx, numberId));
    return { result: undefined, audit: { kind: "phone_number", id: numberId, details: { change: "archived" } } };
  });
}

/** How many calls of the workspace may go on at one time. */
export function limitCalls(ctx: TenantContext, { callsAtOnce }: { callsAtOnce: number }): Promise<void> {
  return mutate(ctx, "numbers.update", async (tx) => {
    await tx.update(tenants).set({ callsAtOnce }).where(eq(tenants.id, ctx.tenantId));
    return { result: undefined, audit: { kind: "workspace", id: ctx.tenantId, details: { callsAtOnce } } };
  });
}

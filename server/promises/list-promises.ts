import { and, desc, eq } from "drizzle-orm";
import { promises } from "@/db/schema/invoices";
import { read } from "@/server/mutate";
import type { PromiseRow } from "@/server/promises/contract";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** A debtor's promises, the newest first. */
export async function listPromises(ctx: TenantContext, input: { debtorId: string }): Promise<PromiseRow[]> {
  const rows = await read(ctx, "debtors.read", (tx) =>
    tx
      .select()
      .from(promises)
      .where(and(eq(promises.tenantId, ctx.tenantId), eq(promises.debtorId, input.debtorId)))
      .orderBy(desc(promises.createdAt), desc(promises.id))
      .limit(200),
  );
  return rows.map(({ id, currency, amountMinor, dueOn, status, source, createdAt }) => ({
    id: toPublicId("promise", id),
    currency,
    amountMinor,
    dueOn,
    status,
    source,
    createdAt,
  }));
}

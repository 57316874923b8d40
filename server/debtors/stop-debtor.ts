import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { DebtorStop, debtorIdInput, stopDebtorInput } from "@/server/debtors/contract";
import { requireHeld } from "@/server/debtors/require-debtor";
import { keepAttorney } from "@/server/debtors/wishes/keep-attorney";
import { found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/outbox/cancel-touches";

/** Stops every channel to a debtor at once: what is queued is taken back, and the policy denies all that follows. */
export function stopDebtor(
  ctx: TenantContext,
  input: z.output<typeof stopDebtorInput>,
): Promise<{ cancelledTouches: number }> {
  return mutate(ctx, "debtors.stop", async (tx) => {
    await requireHeld(tx, ctx, input.debtorId);
    const { before, cancelled } = await writeStop(tx, ctx, input);
    if (input.stop === "attorney" && input.attorney) await keepAttorney(tx, ctx, input.debtorId, input.attorney);
    const changed = before !== input.stop || input.attorney !== undefined || cancelled > 0;
    return {
      result: { cancelledTouches: cancelled },
      audit: changed
        ? {
            kind: "debtor",
            id: input.debtorId,
            details: { stop: input.stop, cancelled, attorneyKnown: input.attorney && true },
          }
        : null,
    };
  });
}

/** The same in the caller's transaction, whoever said so: which stop stood before, and how much was taken back. */
export async function writeStop(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, stop }: { debtorId: string; stop: DebtorStop },
): Promise<{ before: DebtorStop | null; cancelled: number }> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<{ before: DebtorStop | null }>(sql`
    with old as (select stop from debtors where tenant_id = ${ctx.tenantId} and id = ${debtorId} for update)
    update debtors d set stop = ${stop}, updated_at = ${now},
      stopped_at = case when old.stop is null then ${now}::timestamptz else d.stopped_at end
    from old where d.tenant_id = ${ctx.tenantId} and d.id = ${debtorId} returning old.stop as before`);
  const { before } = found(rows[0], "The debtor");
  const cancelled = await cancelTouches(tx, ctx, { debtorId, code: "DEBTOR_STOPPED" });
  return { before, cancelled: cancelled.length };
}

/** Lifts the stop: the debtor may be contacted again where consent and hours allow. */
export function resumeDebtor(ctx: TenantContext, input: z.output<typeof debtorIdInput>): Promise<void> {
  return mutate(ctx, "debtors.stop", async (tx) => {
    const { rows } = await tx.execute<{ before: string | null }>(sql`
      with old as (select stop from debtors where tenant_id = ${ctx.tenantId} and id = ${input.debtorId} for update)
      update debtors d set stop = null, stopped_at = null, updated_at = ${ctx.clock.now().toISOString()}
      from old where d.tenant_id = ${ctx.tenantId} and d.id = ${input.debtorId} returning old.stop as before`);
    const { before } = found(rows[0], "The debtor");
    return {
      result: undefined,
      audit: before === null ? null : { kind: "debtor", id: input.debtorId, details: { lifted: before } },
    };
  });
}

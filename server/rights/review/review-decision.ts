import { sql } from "drizzle-orm";
import { automatedReviews } from "@/db/schema/rights";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { pauseDebtor } from "@/server/debtors/pause-debtor";
import { requireHeld } from "@/server/debtors/require-debtor";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { ReviewInput } from "@/server/rights/contract";
import { requireRequest } from "@/server/rights/requests/require-request";
import { memberOf, type TenantContext } from "@/server/tenant-context";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

/**
 * A person looked at what a machine decided, and says whether it stands, with the reason. Overturned: a message that has not
 * left is taken back, one that has pauses the debtor until a person goes on, and a fee is dropped. A decision is reviewed once.
 */
export function reviewDecision(ctx: TenantContext, input: ReviewInput): Promise<void> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, { kind: "review", identified: true, lock: true });
    await requireHeld(tx, ctx, request.debtorId);
    const { kind, id } = input.decision;
    const inserted = await tx
      .insert(automatedReviews)
      .values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        requestId: request.id,
        debtorId: request.debtorId,
        subjectKind: kind,
        subjectId: id,
        verdict: input.verdict,
        reason: input.reason,
        at: ctx.clock.now(),
        reviewedBy: memberOf(ctx),
      })
      .onConflictDoNothing()
      .returning({ id: automatedReviews.id });
    const settle = kind === "touch" ? settleTouch : settleFee;
    await settle(tx, ctx, { debtorId: request.debtorId, id, overturned: input.verdict === "overturned" });
    if (inserted.length === 0) throw new DomainError("CONFLICT", "Somebody has reviewed this decision already.");
    return {
      result: undefined,
      audit: {
        kind: "rights_request",
        id: request.id,
        details: { debtorId: request.debtorId, reviewed: kind, subjectId: id, verdict: input.verdict },
      },
    };
  });
}

type Subject = { debtorId: string; id: string; overturned: boolean };

async function settleTouch(tx: TenantTransaction, ctx: TenantContext, { debtorId, id, overturned }: Subject) {
  const { rows } = await tx.execute<{ status: string }>(sql`
    select status from touches where tenant_id = ${ctx.tenantId} and id = ${id} and debtor_id = ${debtorId} for update`);
  const { status } = found(rows[0], "The touch");
  if (!overturned) return;
  if (status === "queued") {
    const now = ctx.clock.now().toISOString();
    await tx.execute(sql`
      update touches set status = 'cancelled', result_code = 'OVERTURNED', settled_at = ${now}
      where tenant_id = ${ctx.tenantId} and id = ${id}`);
    await releaseSlots(tx, ctx, [id]);
    return;
  }
  await pauseDebtor(tx, ctx, { debtorId, reason: "OVERTURNED" });
}

async function settleFee(tx: TenantTransaction, ctx: TenantContext, { debtorId, id, overturned }: Subject) {
  const { rows } = await tx.execute<{ status: string }>(sql`
    select status from late_fees where tenant_id = ${ctx.tenantId} and id = ${id} and debtor_id = ${debtorId} for update`);
  found(rows[0], "The fee");
  const now = ctx.clock.now().toISOString();
  // One that waited for this very review is charged by it.
  await tx.execute(sql`
    update late_fees set status = ${overturned ? "dropped" : "charged"}, settled_at = ${now}
    where tenant_id = ${ctx.tenantId} and id = ${id} and status ${overturned ? sql`<> 'dropped'` : sql`= 'proposed'`}`);
}

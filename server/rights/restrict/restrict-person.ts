import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import { raiseTasks } from "@/server/escalations/raise-task";
import { type AuditNote, mutate } from "@/server/mutate";
import { endRequest } from "@/server/rights/requests/end-request";
import { type Request, requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";
import { cancelTouches } from "@/server/touches/outbox/cancel-touches";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

export type Honoured = { cancelledTouches: number };

/**
 * Does what a request to restrict, or an objection, asks. Restricted: what is queued is taken back, the policy denies all
 * that follows, and the data stays as it is. An objection to automation leaves people free to act.
 */
export function honourRequest(ctx: TenantContext, input: { requestId: string }): Promise<Honoured> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, { open: true, identified: true, lock: true });
    const done = await honour(tx, ctx, request);
    await endRequest(tx, ctx, request.id, { status: "done" });
    const { debtorId } = request;
    const audit: AuditNote = {
      kind: "rights_request",
      id: request.id,
      details: { debtorId, did: done.did, cancelled: done.cancelledTouches },
    };
    return { result: { cancelledTouches: done.cancelledTouches }, audit };
  });
}

async function honour(tx: TenantTransaction, ctx: TenantContext, request: Request) {
  const now = ctx.clock.now().toISOString();
  if (request.kind === "object" && request.objectsTo === "automation") {
    await tx.execute(sql`
      update debtors set automation_refused_at = coalesce(automation_refused_at, ${now}::timestamptz), updated_at = ${now}
      where tenant_id = ${ctx.tenantId} and id = ${request.debtorId}`);
    return { did: "automation_refused", cancelledTouches: await handOverCalls(tx, ctx, request.debtorId) };
  }
  if (request.kind !== "restrict" && request.kind !== "object")
    throw new DomainError("PRECONDITION", "The request is of another kind.");
  await tx.execute(sql`
    update debtors set restricted_at = ${now}::timestamptz, restricted_for = ${request.kind === "object" ? "objected" : "asked"},
      updated_at = ${now}
    where tenant_id = ${ctx.tenantId} and id = ${request.debtorId} and restricted_at is null`);
  const cancelled = await cancelTouches(tx, ctx, { debtorId: request.debtorId, code: "RESTRICTED" });
  return { did: "restricted", cancelledTouches: cancelled.length };
}

/** Calls that a machine was about to make: taken back, each put before a person. */
async function handOverCalls(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update touches set status = 'cancelled', result_code = 'HUMAN_REVIEW', settled_at = ${ctx.clock.now().toISOString()}
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and channel = 'voice' and status = 'queued' returning id`);
  const ids = rows.map(({ id }) => id);
  await releaseSlots(tx, ctx, ids);
  await raiseTasks(
    tx,
    ctx,
    ids.map((id) => ({
      kind: "human_review",
      key: `human_review:${id}`,
      debtorId,
      subjectKind: "touch",
      subjectId: id,
    })),
  );
  return ids.length;
}

/** The data may be used again: the person agreed, or the reason is gone. Who was erased stays so. */
export function liftRestriction(ctx: TenantContext, input: { debtorId: string }): Promise<void> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const { rows } = await tx.execute<{ restricted_for: string | null }>(sql`
      select restricted_for from debtors where tenant_id = ${ctx.tenantId} and id = ${input.debtorId} for update`);
    const { restricted_for: before } = found(rows[0], "The debtor");
    if (before === "erased") throw new DomainError("PRECONDITION", "This person was erased.");
    await tx.execute(sql`
      update debtors set restricted_at = null, restricted_for = null, updated_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${input.debtorId}`);
    return {
      result: undefined,
      audit: before === null ? null : { kind: "debtor", id: input.debtorId, details: { restrictionLifted: before } },
    };
  });
}

/** The person does not object to machines any more. */
export function allowAutomation(ctx: TenantContext, input: { debtorId: string }): Promise<void> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const { rows } = await tx.execute<{ refused: boolean }>(sql`
      select automation_refused_at is not null as refused from debtors
      where tenant_id = ${ctx.tenantId} and id = ${input.debtorId} for update`);
    const { refused } = found(rows[0], "The debtor");
    await tx.execute(sql`
      update debtors set automation_refused_at = null, updated_at = ${ctx.clock.now().toISOString()}
      where tenant_id = ${ctx.tenantId} and id = ${input.debtorId}`);
    return {
      result: undefined,
      audit: refused ? { kind: "debtor", id: input.debtorId, details: { automationAllowed: true } } : null,
    };
  });
}

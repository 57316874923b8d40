// The outbox is filled here and nowhere else: touch, receipt and ledger slot together, in the transaction that decides.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Decision } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";
import type { PlannedTouch } from "@/server/touches/deciding/planned-touch";

/** Writes them in three statements; the key makes each happen once. Returns the ids of those that were new. */
export async function writeTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  touches: readonly PlannedTouch[],
): Promise<Set<string>> {
  if (touches.length === 0) return new Set();
  const now = ctx.clock.now();
  const at = now.toISOString();
  const rows = touches.map((touch) => ({
    id: touch.id,
    key: touch.key,
    purpose: touch.purpose,
    enrollment_id: touch.enrollmentId,
    node_id: touch.nodeId,
    debtor_id: touch.debtorId,
    contact_point_id: touch.contactPointId,
    channel: touch.channel,
    content: touch.content,
    status: touch.status,
    dispatch_at: touch.dispatchAt.toISOString(),
    result_code: touch.status === "refused" ? touch.decision.code : null,
    settled_at: touch.status === "refused" ? at : null,
  }));
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into touches (tenant_id, id, key, purpose, enrollment_id, node_id, debtor_id, contact_point_id, channel,
                         content, status, dispatch_at, result_code, created_at, settled_at)
    select ${ctx.tenantId}::uuid, id, key, purpose, enrollment_id, node_id, debtor_id, contact_point_id, channel,
           content, status, dispatch_at, result_code, ${at}::timestamptz, settled_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
      id uuid, key text, purpose text, enrollment_id uuid, node_id text, debtor_id uuid, contact_point_id uuid,
      channel text, content jsonb, status text, dispatch_at timestamptz, result_code text, settled_at timestamptz)
    on conflict (tenant_id, key) do nothing
    returning id`);
  const fresh = new Set(inserted.rows.map((row) => row.id));
  const written = touches.filter((touch) => fresh.has(touch.id));

  await writeReceipts(
    tx,
    ctx,
    written.map((touch) => ({ touchId: touch.id, stage: "plan" as const, decision: touch.decision })),
  );
  const slots = written
    .filter((touch) => touch.status === "queued" && touch.address !== null)
    .map((touch) => ({
      id: ctx.chance.id(),
      touch_id: touch.id,
      debtor_id: touch.debtorId,
      channel: touch.channel,
      address: touch.address,
      at: touch.dispatchAt.toISOString(),
    }));
  if (slots.length > 0) {
    await tx.execute(sql`
      insert into contact_ledger (tenant_id, id, touch_id, debtor_id, channel, address, at, state)
      select ${ctx.tenantId}::uuid, id, touch_id, debtor_id, channel, address, at, 'reserved'
      from jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) as x(
        id uuid, touch_id uuid, debtor_id uuid, channel text, address text, at timestamptz)`);
  }
  return fresh;
}

export type NewReceipt = { touchId: string; stage: "plan" | "dispatch"; decision: Decision };

/** Why, or why not, rule by rule: one row a decision. */
export async function writeReceipts(tx: TenantTransaction, ctx: TenantContext, receipts: readonly NewReceipt[]) {
  if (receipts.length === 0) return;
  const at = ctx.clock.now().toISOString();
  const rows = receipts.map(({ touchId, stage, decision }) => ({
    id: ctx.chance.id(),
    touch_id: touchId,
    stage,
    verdict: decision.verdict,
    code: decision.code,
    next_allowed_at: decision.nextAllowedAt?.toISOString() ?? null,
    decision: {
      reasons: decision.reasons,
      obligations: decision.obligations,
      candidateZones: decision.candidateZones,
      rulePackVersion: decision.rulePackVersion,
    },
  }));
  await tx.execute(sql`
    insert into touch_receipts (tenant_id, id, touch_id, stage, at, verdict, code, next_allowed_at, decision)
    select ${ctx.tenantId}::uuid, id, touch_id, stage, ${at}::timestamptz, verdict, code, next_allowed_at, decision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
      id uuid, touch_id uuid, stage text, verdict text, code text, next_allowed_at timestamptz, decision jsonb)`);
}

/** Slots of touches that will not be made count no longer. */
export async function releaseSlots(tx: TenantTransaction, ctx: { tenantId: string }, touchIds: readonly string[]) {
  if (touchIds.length === 0) return;
  await tx.execute(sql`
    update contact_ledger set state = 'released'
    where tenant_id = ${ctx.tenantId} and touch_id = any(${sql.param([...touchIds])}::uuid[]) and state <> 'released'`);
}

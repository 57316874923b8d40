// What a journey asks a person: a question, and the task that puts it before somebody.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type EffectOf, keyOf, type OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import { teamTexts } from "@/server/campaigns/effects/team-text";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

/** Asks each question once; the task's subject is the question. */
export async function askPeople(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"ask_approval" | "propose_fees">>[],
): Promise<void> {
  const text = await teamTexts(tx, ctx, effects);
  const rows = effects.map((owned) => ({
    id: ctx.chance.id(),
    key: keyOf(owned),
    enrollment_id: owned.enrollmentId,
    node_id: owned.effect.nodeId,
    visit: owned.effect.visit,
    debtor_id: owned.debtorId,
    about: owned.effect.kind === "ask_approval" ? "approval" : "fees",
    text: owned.effect.kind === "ask_approval" ? text(owned, owned.effect.question) : null,
    until: owned.effect.until,
  }));
  const asked = await tx.execute<{ id: string; debtor_id: string; about: "approval" | "fees" }>(sql`
    insert into questions (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, about, text, until, created_at)
    select ${ctx.tenantId}::uuid, id, key, enrollment_id, node_id, visit, debtor_id, about, text, until,
           ${ctx.clock.now().toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, key text, enrollment_id uuid, node_id text, visit int, debtor_id uuid, about text, text text,
      until timestamptz)
    on conflict do nothing returning id, debtor_id, about`);
  await raiseTasks(
    tx,
    ctx,
    asked.rows.map(({ id, debtor_id, about }) => ({
      kind: about === "fees" ? "fee_approval" : "approval",
      key: `question:${id}`,
      debtorId: debtor_id,
      subjectKind: "question",
      subjectId: id,
    })),
  );
}

/** Nobody needs to answer any more: the question and its task are closed, proposed fees are dropped. */
export async function withdrawQuestions(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"withdraw_question">>[],
): Promise<void> {
  const keys = sql.param(effects.map(keyOf));
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    with withdrawn as (
      update questions set answer = 'withdrawn', answered_at = ${now}
      where tenant_id = ${ctx.tenantId} and key = any(${keys}::text[]) and answer is null returning id)
    update tasks t set done_at = ${now} from withdrawn
    where t.tenant_id = ${ctx.tenantId} and t.key = 'question:' || withdrawn.id and t.done_at is null`);
  await tx.execute(sql`
    update late_fees set status = 'dropped', settled_at = ${now}
    where tenant_id = ${ctx.tenantId} and key = any(${keys}::text[]) and status = 'proposed'`);
}

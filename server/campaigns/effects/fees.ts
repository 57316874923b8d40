// Late fees: lines beside the invoices, whose amounts they never touch.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type EffectOf, keyOf, type OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

/** One line an invoice, as it was worked out. */
export async function writeFees(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"propose_fees" | "charge_fees">>[],
  status: "proposed" | "charged",
): Promise<void> {
  const rows = effects.flatMap((owned) =>
    owned.effect.lines.map((line) => ({
      id: ctx.chance.id(),
      key: keyOf(owned),
      enrollment_id: owned.enrollmentId,
      node_id: owned.effect.nodeId,
      visit: owned.effect.visit,
      debtor_id: owned.debtorId,
      invoice_id: line.invoiceId,
      currency: line.currency,
      interest_minor: line.interestMinor,
      fixed_minor: line.fixedMinor,
      from_on: line.fromOn,
      to_on: line.toOn,
      rate_bp: line.rateBp,
      basis: line.basis,
    })),
  );
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    insert into late_fees (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, invoice_id, currency,
                           interest_minor, fixed_minor, from_on, to_on, rate_bp, basis, status, created_at, settled_at)
    select ${ctx.tenantId}::uuid, id, key, enrollment_id, node_id, visit, debtor_id, invoice_id, currency,
           interest_minor, fixed_minor, from_on, to_on, rate_bp, basis, ${status}, ${now}::timestamptz,
           ${status === "charged" ? now : null}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, key text, enrollment_id uuid, node_id text, visit int, debtor_id uuid, invoice_id uuid, currency text,
      interest_minor bigint, fixed_minor bigint, from_on date, to_on date, rate_bp int, basis text)
    on conflict do nothing`);
}

/** Charged at once; of whoever wants no machine to decide this, a person reviews the lines first. */
export async function chargeFees(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"charge_fees">>[],
): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from debtors where tenant_id = ${ctx.tenantId} and automation_refused_at is not null
      and id = any(${sql.param(effects.map(({ debtorId }) => debtorId))}::uuid[])`);
  const refusing = new Set(rows.map(({ id }) => id));
  const [waiting, free] = [true, false].map((refuses) =>
    effects.filter(({ debtorId }) => refusing.has(debtorId) === refuses),
  );
  if (free?.length) await writeFees(tx, ctx, free, "charged");
  if (!waiting?.length) return;
  await writeFees(tx, ctx, waiting, "proposed");
  await raiseTasks(
    tx,
    ctx,
    waiting.map((owned) => ({
      kind: "human_review",
      key: `human_review:${keyOf(owned)}`,
      debtorId: owned.debtorId,
      subjectKind: "debtor",
      subjectId: owned.debtorId,
    })),
  );
}

/** A person has said yes or no to what was proposed. */
export async function settleFees(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"settle_fees">>[],
): Promise<void> {
  const rows = effects.map((owned) => ({ key: keyOf(owned), status: owned.effect.charge ? "charged" : "dropped" }));
  await tx.execute(sql`
    update late_fees f set status = x.status, settled_at = ${ctx.clock.now().toISOString()}
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(key text, status text)
    where f.tenant_id = ${ctx.tenantId} and f.key = x.key and f.status = 'proposed'`);
}

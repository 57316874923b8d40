import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type EffectOf, keyOf, type OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import type { ErrandKind, ErrandRequest } from "@/server/campaigns/effects/ports";
import type { TenantContext } from "@/server/tenant-context";

export type NewErrand = OwnedEffect & { kind: ErrandKind; request: ErrandRequest };

/** Puts calls and mails into their outbox, due at once. */
export async function writeErrands(
  tx: TenantTransaction,
  ctx: TenantContext,
  errands: readonly NewErrand[],
): Promise<void> {
  if (errands.length === 0) return;
  const rows = errands.map((errand) => ({
    id: ctx.chance.id(),
    key: keyOf(errand),
    enrollment_id: errand.enrollmentId,
    node_id: errand.effect.nodeId,
    visit: errand.effect.visit,
    debtor_id: errand.debtorId,
    kind: errand.kind,
    request: errand.request,
  }));
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    insert into errands (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, kind, request, status, due_at,
                         created_at)
    select ${ctx.tenantId}::uuid, id, key, enrollment_id, node_id, visit, debtor_id, kind, request, 'queued',
           ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, key text, enrollment_id uuid, node_id text, visit int, debtor_id uuid, kind text, request jsonb)
    on conflict do nothing`);
}

/** A webhook step's call. */
export function callWebhooks(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"call_webhook">>[],
): Promise<void> {
  const errands = effects.map(
    (owned): NewErrand => ({
      ...owned,
      kind: "webhook",
      request: { url: owned.effect.url, keep: owned.effect.keep },
    }),
  );
  return writeErrands(tx, ctx, errands);
}

// How every verb reads: authorise → parse → transaction → load or throw → decide (pure) → write → audit → return.
// `mutate` opens the transaction, checks the role and requires the audit entry; `read` does the same without one.

import { auditEntries } from "@/db/schema/tenancy";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { type Action, may, scopeOf } from "@/server/tenancy/permissions";
import type { Actor, TenantContext } from "@/server/tenant-context";

/** What is written down about a change: ids, codes and counts, never personal data. */
export type AuditNote = { kind: string; id?: string; details?: Record<string, unknown> };

/** Throws FORBIDDEN unless the actor may. The system's and debtors' doors check their own before they come here. */
export function authorise({ actor }: TenantContext, action: Action): void {
  if (actorMay(actor, action)) return;
  if (actor.kind !== "partner") throw new DomainError("FORBIDDEN");
  const scope = scopeOf(action);
  const what = scope ? `This key lacks the scope ${scope}. Use one that has it.` : "No key may do this.";
  throw new DomainError("FORBIDDEN", what);
}

/** A member by role, a partner by the scopes of its key; the system and debtors as their doors let them. */
export function actorMay(actor: Actor, action: Action): boolean {
  if (actor.kind === "member") return may(actor.role, action);
  return actor.kind !== "partner" || actor.scopes.some((scope) => scope === scopeOf(action));
}

/** A change: one transaction with its audit row. `work` returns the result and what to write down (null: nothing changed). */
export async function mutate<T>(
  ctx: TenantContext,
  action: Action,
  work: (tx: TenantTransaction) => Promise<{ result: T; audit: AuditNote | null }>,
): Promise<T> {
  authorise(ctx, action);
  return withTenant(ctx, async (tx) => {
    await ctx.once?.claim(tx);
    const { result, audit } = await work(tx);
    if (audit) await writeAudit(tx, ctx, action, audit);
    await ctx.once?.keep(tx, result);
    return result;
  });
}

/** A read in the tenant's transaction. */
export async function read<T>(
  ctx: TenantContext,
  action: Action,
  work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  authorise(ctx, action);
  return withTenant(ctx, work);
}

/** For verbs that span several transactions and audit in the last. */
export async function writeAudit(tx: TenantTransaction, ctx: TenantContext, action: Action, note: AuditNote) {
  await tx.insert(auditEntries).values({
    tenantId: ctx.tenantId,
    id: ctx.chance.id(),
    at: ctx.clock.now(),
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action,
    subjectKind: note.kind,
    subjectId: note.id ?? null,
    details: note.details ?? {},
    requestId: ctx.requestId,
  });
}

function actorId(actor: Actor): string | null {
  return actor.kind === "debtor" ? actor.debtorId : workedBy(actor);
}

/** The user or the API key that did it; null for the product itself and for debtors. */
export function workedBy(actor: Actor): string | null {
  if (actor.kind === "member") return actor.userId;
  return actor.kind === "partner" ? actor.keyId : null;
}

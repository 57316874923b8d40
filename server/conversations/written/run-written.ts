// The conversations in messages that are due: each is read, held outside of any transaction, and kept in one. Any number of
// workers may run it at once: of two at the same conversation the slower keeps nothing, and looks again.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { endedElsewhere } from "@/server/conversations/written/ended-elsewhere";
import { holdWritten, type WrittenPorts } from "@/server/conversations/written/hold-written";
import { closeWritten, keepWritten } from "@/server/conversations/written/keep-written";
import { loadWritten, type Written } from "@/server/conversations/written/load-written";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 8;
/** After the fifth failure a person goes on. */
const RETRY_SECONDS = [5, 30, 120, 600];

export type WrittenReport = { claimed: number };

/** Those of people whose data is restricted wait until that is lifted; `c` names the row. */
export const mayBeHeld = sql.raw(`not exists (select 1 from debtors d
  where d.tenant_id = c.tenant_id and d.id = c.debtor_id and d.restricted_at is not null)`);

/** Goes on with what is due, up to `turnsMax`. Without a model (`ports` null) people go on with all of it. */
export async function runWritten(
  ctx: TenantContext,
  ports: WrittenPorts | null,
  options: { turnsMax?: number } = {},
): Promise<WrittenReport> {
  const { turnsMax = Number.POSITIVE_INFINITY } = options;
  const report = { claimed: 0 };
  while (report.claimed < turnsMax) {
    const due = await withTenant(ctx, (tx) => findDue(tx, ctx));
    if (due.length === 0) break;
    report.claimed += due.length;
    await Promise.all(due.map((id) => goOn(ctx, id, ports)));
  }
  return report;
}

async function findDue(tx: TenantTransaction, ctx: TenantContext): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from conversations c
    where c.tenant_id = ${ctx.tenantId} and c.due_at <= ${ctx.clock.now().toISOString()} and ${mayBeHeld}
    order by c.due_at limit ${BATCH}`);
  return rows.map(({ id }) => id);
}

async function goOn(ctx: TenantContext, id: string, ports: WrittenPorts | null): Promise<void> {
  const written = await withTenant(ctx, (tx) => loadWritten(tx, ctx, id));
  if (!written) return;
  try {
    const outcome = endedElsewhere(written) ?? (ports ? null : "wants_person");
    if (outcome || !ports) return await withTenant(ctx, (tx) => closeWritten(tx, ctx, written, outcome ?? "fault"));
    const turned = await holdWritten(ctx, written, ports);
    await withTenant(ctx, (tx) => keepWritten(tx, ctx, written, turned));
  } catch (error) {
    if (error instanceof DomainError && error.code === "CONFLICT") return;
    log.warn({ err: error, conversation: id }, "a conversation in messages could not be gone on with");
    await withTenant(ctx, (tx) => putOff(tx, ctx, written));
  }
}

async function putOff(tx: TenantTransaction, ctx: TenantContext, written: Written): Promise<void> {
  const wait = RETRY_SECONDS[written.attempts];
  if (wait === undefined) return closeWritten(tx, ctx, written, "fault");
  const dueAt = new Date(ctx.clock.now().getTime() + wait * 1_000).toISOString();
  await tx.execute(sql`
    update conversations set attempts = attempts + 1, due_at = ${dueAt}
    where tenant_id = ${ctx.tenantId} and id = ${written.id} and revision = ${written.revision}`);
}

/** When the next is due in the workspace. */
export async function nextWrittenAt(tx: TenantTransaction, ctx: TenantContext): Promise<Date | null> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select min(c.due_at) as at from conversations c where c.tenant_id = ${ctx.tenantId} and ${mayBeHeld}`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

// The claim: queued touches that are due, and sends that nobody settled, taken by one worker at a time.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import { readTexts } from "@/server/touches/outbox/touch-texts";

export type ClaimedTouch = {
  id: string;
  purpose: TouchPurpose;
  enrollmentId: string | null;
  debtorId: string;
  contactPointId: string | null;
  channel: Channel;
  content: TouchContent;
  dispatchAt: Date;
  attempts: number;
};

/** How long a claim holds, by the database's clock: far longer than a send may take. */
export const LEASE_SECONDS = 120;

/**
 * Claims queued touches that are due, from that time on; those of a campaign that a person paused stay. One that paused
 * because its budget is spent has paid for what it queued: that leaves.
 */
export async function claimTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  channel: Channel,
  selection: { limit: number; from: Date | null },
): Promise<ClaimedTouch[]> {
  const { from, limit } = selection;
  const paused = await tx.execute<{ id: string }>(
    sql`select id from campaigns where tenant_id = ${ctx.tenantId} and status = 'paused'
      and pause_reason is distinct from 'budget'`,
  );
  const stays =
    paused.rows.length > 0
      ? sql`and not (t.purpose = 'reminder' and exists (select 1 from enrollments e
              where e.tenant_id = t.tenant_id and e.id = t.enrollment_id
                and e.campaign_id = any(${sql.param(paused.rows.map(({ id }) => id))}::uuid[])))`
      : sql``;
  const { rows } = await tx.execute<TouchRow>(sql`
    select t.id, t.purpose, t.enrollment_id, t.debtor_id, t.contact_point_id, t.channel, t.content, t.text_id, t.dispatch_at,
           t.attempts + 1 as attempts
    from touches t
    where t.tenant_id = ${ctx.tenantId} and t.channel = ${channel} and t.status = 'queued'
      and t.dispatch_at <= ${ctx.clock.now().toISOString()}
      ${from ? sql`and t.dispatch_at >= ${from.toISOString()}` : sql``} ${stays}
    order by ${channel === "voice" ? callsFirst : sql``} t.dispatch_at limit ${limit}
    for no key update of t skip locked`);
  return toClaimed(tx, ctx, rows);
}

/** What debtors asked for, and what serves them, before reminders; of those, whoever broke a promise before the others. */
const callsFirst = sql`
  t.purpose = 'reminder', not exists (select 1 from promises p
    where p.tenant_id = t.tenant_id and p.debtor_id = t.debtor_id and p.status = 'broken'),`;

/** Takes over sends whose claim ran out: their worker died, or was told nothing. */
export async function claimInDoubt(
  tx: TenantTransaction,
  ctx: TenantContext,
  channel: Channel,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedTouch[]> {
  const { rows } = await tx.execute<TouchRow>(sql`
    update touches set claimed_until = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where tenant_id = ${ctx.tenantId} and id in (
      select id from touches
      where tenant_id = ${ctx.tenantId} and channel = ${channel} and status = 'sending' and claimed_until < now()
      order by claimed_until limit ${limit} for no key update skip locked)
    returning id, purpose, enrollment_id, debtor_id, contact_point_id, channel, content, text_id, dispatch_at, attempts`);
  return toClaimed(tx, ctx, rows);
}

type TouchRow = {
  id: string;
  purpose: TouchPurpose;
  enrollment_id: string | null;
  debtor_id: string;
  contact_point_id: string | null;
  channel: Channel;
  content: TouchContent | null;
  text_id: string | null;
  dispatch_at: string;
  attempts: number;
};

async function toClaimed(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  rows: readonly TouchRow[],
): Promise<ClaimedTouch[]> {
  const texts = await readTexts(
    tx,
    ctx,
    rows.flatMap((row) => row.text_id ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    enrollmentId: row.enrollment_id,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    channel: row.channel,
    content: contentOf(row, texts),
    dispatchAt: new Date(row.dispatch_at),
    attempts: row.attempts,
  }));
}

function contentOf(row: TouchRow, texts: ReadonlyMap<string, TouchContent>): TouchContent {
  const content = row.content ?? texts.get(row.text_id ?? "");
  if (!content) throw new Error(`Touch ${row.id} points at a text that is not there.`);
  return content;
}

// What real vendors tell by webhook, the sandbox's tell when the workspace's time comes: delivered, bounced, complained,
// busy; and phones that nobody answered stop ringing.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { type CallRef, followCall } from "@/server/calls/recording/follow-call";
import type { SandboxVendors } from "@/server/clock/next-instant";
import type { Report } from "@/server/conversations/ports";
import { optOutAddress } from "@/server/debtors/opt-out";
import type { Channel } from "@/server/journeys/graph/schema";
import { subjectOf } from "@/server/sandbox/internal";
import { lineLeft } from "@/server/sandbox/talk-as-debtor";
import type { TenantContext } from "@/server/tenant-context";
import { recordDelivery } from "@/server/touches/record-delivery";

const RINGING_SECONDS = 60;
/** An answered call whose page was closed ends by itself. */
const TALKING_SECONDS = 300;
const BATCH = 200;

/** How a message to an address ends; the sandbox adapters' rules, given by the wiring. */
export type Fates = { mail(address: string): "delivered" | "hard_bounce" | "soft_bounce" | "complaint" };

export function sandboxReports(fates: Fates): SandboxVendors {
  return {
    async nextAt(tx, ctx) {
      const { rows } = await tx.execute<{ at: string | null }>(sql`
        select min(${dueAt}) as at from sandbox_deliveries
        where tenant_id = ${ctx.tenantId} and reported_at is null`);
      return rows[0]?.at ? new Date(rows[0].at) : null;
    },
    async report(ctx) {
      let total = 0;
      for (;;) {
        const { done, left } = await withTenant(ctx, (tx) => reportBatch(tx, ctx, fates));
        for (const call of left) await lineLeft(ctx, call);
        total += done;
        if (done < BATCH) return total;
      }
    },
  };
}

const dueAt = sql`case state
  when 'ringing' then at + make_interval(secs => ${RINGING_SECONDS})
  when 'in_progress' then at + make_interval(secs => ${TALKING_SECONDS})
  else at end`;

/** `left`: calls that were talked on, and whose page was closed. */
async function reportBatch(
  tx: TenantTransaction,
  ctx: TenantContext,
  fates: Fates,
): Promise<{ done: number; left: CallRef[] }> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<Row>(sql`
    select d.id, d.channel, d.state, d.to_address as "toAddress", d.debtor_id as "debtorId",
           d.idempotency_key as "idempotencyKey"
    from sandbox_deliveries d
    where d.tenant_id = ${ctx.tenantId} and d.reported_at is null and ${dueAt} <= ${now}::timestamptz
      and not exists (select 1 from touches t where t.tenant_id = d.tenant_id and t.status in ('queued', 'sending')
        and t.id = case when d.idempotency_key ~ '^touch-[0-9a-f-]{36}$' then substr(d.idempotency_key, 7)::uuid end)
    order by d.at, d.id limit ${BATCH}
    for update of d skip locked`);
  const left: CallRef[] = [];
  for (const row of rows) {
    const { optOut, ...update } = reportOf(row, fates);
    const subject = subjectOf(row);
    if (subject && row.channel === "voice" && row.state === "in_progress") left.push(subject);
    if (subject && "callId" in subject) await followCall(tx, ctx, subject, { ending: "answered", over: true });
    else if (subject) await recordDelivery(tx, ctx, subject, update);
    if (optOut && row.debtorId) {
      const { channel, toAddress: address, debtorId } = row;
      await optOutAddress(tx, ctx, { channel, address, debtorId, source: optOut });
    }
    await tx.execute(sql`
      update sandbox_deliveries set reported_at = ${now},
        state = case state when 'ringing' then 'no_answer' when 'in_progress' then 'completed' else state end
      where tenant_id = ${ctx.tenantId} and id = ${row.id}`);
  }
  return { done: rows.length, left };
}

type Row = {
  id: string;
  channel: Channel;
  state: string;
  toAddress: string;
  debtorId: string | null;
  idempotencyKey: string;
};

function reportOf({ channel, state, toAddress }: Row, fates: Fates): Report {
  if (channel === "voice") {
    switch (state) {
      case "busy":
        return { status: "failed", code: "BUSY", call: { outcome: "busy" } };
      case "voicemail":
        return { status: "delivered", call: { outcome: "voicemail", answeredBy: "machine" }, callIsOver: true };
      case "in_progress":
      case "completed":
        return { status: "delivered", call: { outcome: "answered" }, callIsOver: true };
      default:
        return { status: "failed", code: "NO_ANSWER", call: { outcome: "no_answer" } };
    }
  }
  if (channel === "sms") return state === "bounced" ? { status: "bounced", code: "30003" } : { status: "delivered" };
  switch (fates.mail(toAddress)) {
    case "hard_bounce":
      return { status: "bounced", code: "BOUNCE_GENERAL", hard: true };
    case "soft_bounce":
      return { status: "bounced", code: "BOUNCE_MAILBOXFULL" };
    case "complaint":
      return { status: "complained", code: "COMPLAINT", optOut: "recipient" };
    case "delivered":
      return { status: "delivered" };
  }
}

// What becomes of a call, as the line tells it. Called inside the transaction that hears of it.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { weightier } from "@/server/calls/call-outcome";
import { type CallReport, callStatusAfter, statusOfReport } from "@/server/calls/call-state";
import { type CallEnding, type CallOutcome, type CallStatus, isOver } from "@/server/calls/contract";
import { found } from "@/server/errors";
import type { TenantContext } from "@/server/tenant-context";
import { flowOf, type TouchContent } from "@/server/touches/contract";

/** A call by the touch that placed it, or by its own id: nobody placed one that came to us. */
export type CallRef = { touchId: string } | { callId: string };

/** `from`: empty where it is not known yet. `flowId`: the conversation that is to hold it, in the version published last. */
export type PlacedCall = { touchId: string; debtorId: string; from: string; to: string; flowId: string | null };

/**
 * Writes down the calls that the vendor took; one that is known already, say by a faster webhook, learns only which number
 * it was placed from.
 */
export async function openCalls(
  tx: TenantTransaction,
  ctx: TenantContext,
  placed: readonly PlacedCall[],
): Promise<void> {
  if (placed.length === 0) return;
  const rows = placed.map((call) => ({ id: ctx.chance.id(), ...call }));
  await tx.execute(sql`
    insert into calls (tenant_id, id, direction, debtor_id, touch_id, flow_version_id, from_number, to_number, language,
      status, started_at)
    select ${ctx.tenantId}::uuid, x.id, 'outbound', x."debtorId", x."touchId",
      (select id from flow_versions v where v.tenant_id = ${ctx.tenantId} and v.flow_id = x."flowId"
        order by number desc limit 1),
      x."from", x."to", d.language, 'initiated', ${ctx.clock.now().toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(id uuid, "debtorId" uuid, "touchId" uuid, "from" text, "to" text, "flowId" uuid)
    join debtors d on d.tenant_id = ${ctx.tenantId} and d.id = x."debtorId"
    on conflict (tenant_id, touch_id) do update set from_number = excluded.from_number
      where excluded.from_number <> ''`);
}

/** Moves the call on; reports may come in any order and any number of times. */
export async function followCall(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: CallRef,
  report: CallReport,
): Promise<void> {
  const call = await holdCall(tx, ctx, of);
  const reported = statusOfReport(report);
  const climbed = callStatusAfter(call.status, reported);
  const status = isOver(climbed) && call.outcome === "wants_person" ? "escalated" : climbed;
  const now = ctx.clock.now().toISOString();
  const wasReached = report.ending === "answered" || report.ending === "voicemail";
  const isIdle = report.ending === "answered" && isOver(status);
  await tx.execute(sql`
    update calls set
      status = ${status},
      ending = ${climbed === reported ? report.ending : (call.ending ?? report.ending)},
      outcome = coalesce(outcome, ${isIdle ? "nothing" : null}),
      answered_at = case when ${wasReached} then coalesce(answered_at, ${now}::timestamptz) else answered_at end,
      ended_at = case when ${isOver(status)} then coalesce(ended_at, ${now}::timestamptz) end
    where tenant_id = ${ctx.tenantId} and id = ${call.id}`);
}

/** What came of the call, as soon as it did; of more than one thing the weightiest. */
export async function noteOutcome(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: CallRef,
  what: CallOutcome,
): Promise<void> {
  const call = await holdCall(tx, ctx, of);
  const outcome = weightier(call.outcome, what);
  const status = outcome === "wants_person" && isOver(call.status) ? "escalated" : call.status;
  await tx.execute(sql`
    update calls set outcome = ${outcome}, status = ${status} where tenant_id = ${ctx.tenantId} and id = ${call.id}`);
}

type HeldCall = { id: string; status: CallStatus; ending: CallEnding | null; outcome: CallOutcome | null };

/** The call, held against everybody else who writes it; a touch's is made where the vendor was faster than our own record. */
export async function holdCall(tx: TenantTransaction, ctx: TenantContext, of: CallRef): Promise<HeldCall> {
  const known = await lock(tx, ctx, of);
  if (known || "callId" in of) return found(known, "The call");
  const { touchId } = of;
  const placed = await tx.execute<{ content: TouchContent; debtorId: string; to: string }>(sql`
    select coalesce(t.content, x.content) as content, t.debtor_id as "debtorId", coalesce(p.address, '') as "to"
    from touches t
    left join touch_texts x on x.tenant_id = t.tenant_id and x.id = t.text_id
    left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
    where t.tenant_id = ${ctx.tenantId} and t.id = ${touchId} and t.channel = 'voice'`);
  const { content, ...call } = found(placed.rows[0], "The call");
  await openCalls(tx, ctx, [{ touchId, ...call, from: "", flowId: flowOf(content) }]);
  return found(await lock(tx, ctx, of), "The call");
}

async function lock(tx: TenantTransaction, ctx: TenantContext, of: CallRef): Promise<HeldCall | undefined> {
  const which = "callId" in of ? sql`id = ${of.callId}` : sql`touch_id = ${of.touchId}`;
  const { rows } = await tx.execute<HeldCall>(sql`
    select id, status, ending, outcome from calls where tenant_id = ${ctx.tenantId} and ${which} for no key update`);
  return rows[0];
}

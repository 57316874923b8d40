import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { readPerson } from "@/server/audit/read-person";
import type { CallRecording } from "@/server/calls/audio/contract";
import { type CallDetail, type CallTurnRow, isOver } from "@/server/calls/contract";
import { type CallSqlRow, callColumns, callTables, toCallRow } from "@/server/calls/list-calls";
import { found } from "@/server/errors";
import { listPriceMicros } from "@/server/list-prices";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const TURNS_MAX = 5_000;

/** One call: how it went, what was said, and the receipt that let it go out. */
export function getCall(ctx: TenantContext, input: { callId: string }): Promise<CallDetail> {
  return readPerson(ctx, "calls.read", "call", async (tx) => {
    const calls = await tx.execute<DetailSqlRow>(sql`
      ${callColumns}, c.touch_id, c.from_number, c.to_number, c.language, c.answered_at, f.id as flow_id,
        f.name as flow_name, v.number as flow_version, k.id as campaign_id,
        k.name as campaign_name, r.id as receipt_id, r.code as receipt_code, r.at as receipt_at
      ${callTables}
      left join flow_versions v on v.tenant_id = c.tenant_id and v.id = c.flow_version_id
      left join flows f on f.tenant_id = v.tenant_id and f.id = v.flow_id
      left join touches t on t.tenant_id = c.tenant_id and t.id = c.touch_id
      left join campaigns k on k.tenant_id = t.tenant_id and k.id = t.campaign_id
      left join lateral (select id, code, at from touch_receipts
        where tenant_id = c.tenant_id and touch_id = c.touch_id and verdict = 'allow'
        order by at desc, stage limit 1) r on true
      where c.tenant_id = ${ctx.tenantId} and c.id = ${input.callId}`);
    const row = found(calls.rows[0], "The call");
    const call = toCallRow(row);
    const result: CallDetail = {
      ...call,
      touchId: row.touch_id && toPublicId("touch", row.touch_id),
      campaignId: row.campaign_id && toPublicId("campaign", row.campaign_id),
      campaignName: row.campaign_name,
      conversation:
        row.flow_id && row.flow_name && row.flow_version !== null
          ? { flowId: toPublicId("flow", row.flow_id), name: row.flow_name, version: row.flow_version }
          : null,
      fromNumber: row.from_number,
      toNumber: row.to_number,
      language: row.language,
      answeredAt: row.answered_at === null ? null : new Date(row.answered_at),
      allowedBy:
        row.receipt_id && row.receipt_at
          ? { receiptId: toPublicId("receipt", row.receipt_id), code: row.receipt_code, at: new Date(row.receipt_at) }
          : null,
      costMicros: isOver(call.status) ? costOf(call) : null,
      recordings: await recordingsOf(tx, ctx, input.callId),
      turns: await turnsOf(tx, ctx, input.callId),
    };
    return { result, debtorId: row.debtor_id };
  });
}

/** A call that nobody answered is not charged; begun minutes are. */
function costOf({ talkSeconds, ending }: Pick<CallDetail, "talkSeconds" | "ending">): number {
  if (ending !== "answered" && ending !== "voicemail") return 0;
  return Math.max(1, Math.ceil(talkSeconds / 60)) * listPriceMicros.voice;
}

async function recordingsOf(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<CallRecording[]> {
  const { rows } = await tx.execute<Omit<CallRecording, "startedAt"> & { startedAt: string }>(sql`
    select id, state, code, started_at as "startedAt", length_ms as "lengthMs" from call_recordings
    where tenant_id = ${ctx.tenantId} and call_id = ${callId} order by started_at`);
  return rows.map(({ id, startedAt, ...recording }) => ({
    ...recording,
    id: toPublicId("callRecording", id),
    startedAt: new Date(startedAt),
  }));
}

/** What was said, in order. */
async function turnsOf(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<CallTurnRow[]> {
  const { rows } = await tx.execute<TurnSqlRow>(sql`
    select id, position, speaker, kind, text, heard_text as "heardText", language, node_id as "nodeId",
      started_at as "startedAt", ended_at as "endedAt", latency_ms as "latencyMs", corrected
    from call_turns where tenant_id = ${ctx.tenantId} and call_id = ${callId} order by position limit ${TURNS_MAX}`);
  return rows.map(({ id, startedAt, endedAt, ...turn }) => ({
    ...turn,
    id: toPublicId("callTurn", id),
    startedAt: new Date(startedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}

type TurnSqlRow = Omit<CallTurnRow, "startedAt" | "endedAt"> & { startedAt: string; endedAt: string | null };

type DetailSqlRow = CallSqlRow & {
  touch_id: string | null;
  campaign_id: string | null;
  campaign_name: string | null;
  from_number: string;
  to_number: string;
  language: string;
  answered_at: string | null;
  flow_id: string | null;
  flow_name: string | null;
  flow_version: number | null;
  receipt_id: string | null;
  receipt_code: string | null;
  receipt_at: string | null;
};

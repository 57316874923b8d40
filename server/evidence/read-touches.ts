// A page of a debtor's contacts, the oldest first, with their decisions and what was said; and of their replies. Internal.
import type { KeyObject } from "node:crypto";
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { personKey } from "@/server/audit/person-seal";
import { chainPlaces } from "@/server/evidence/chain-places";
import type {
  ChainPlace,
  EvidenceDecision,
  EvidenceMessage,
  EvidenceTouch,
  EvidenceTurn,
} from "@/server/evidence/contract";
import { nextAfter, type Page, type PageOf } from "@/server/evidence/page";
import { instantText } from "@/server/evidence/read-head";
import type { Channel } from "@/server/journeys/graph/schema";
import type { Decision } from "@/server/policy/contract";
import { rulesInWords } from "@/server/policy/read-rules";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { wordsHash } from "@/server/touches/messages/words-of";
import { receiptDecision, receiptQuestion, receiptReasoning } from "@/server/touches/outbox/receipts";

export async function readTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, after, limit }: PageOf,
): Promise<Page<EvidenceTouch>> {
  const { rows } = await tx.execute<TouchRow>(sql`
    select t.id, t.channel, t.purpose, t.status, t.result_code, c.name as campaign, l.address, t.created_at,
      t.created_at::text as cursor, t.dispatch_at, t.sent_at, t.settled_at, t.provider, t.provider_ref, t.call_result,
      d.log_key
    from touches t
    join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
    left join campaigns c on c.tenant_id = t.tenant_id and c.id = t.campaign_id
    left join contact_ledger l on l.tenant_id = t.tenant_id and l.touch_id = t.id
    where t.tenant_id = ${ctx.tenantId} and t.debtor_id = ${debtorId}
      and (t.created_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)
    order by t.created_at, t.id limit ${limit}`);
  const ids = sql.param(rows.map(({ id }) => id));
  const receipts = await tx.execute<ReceiptRow>(sql`
    select r.id, r.touch_id, r.stage, r.at, r.verdict, r.code, r.next_allowed_at, r.decision, r.sealed, ${receiptReasoning}
    from touch_receipts r where r.tenant_id = ${ctx.tenantId} and r.touch_id = any(${ids}::uuid[])
    order by r.at, r.stage desc, r.id`);
  const messages = await tx.execute<MessageRow & { touch_id: string }>(sql`
    select ${messageColumns}, touch_id from messages
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and direction = 'outbound'
      and touch_id = any(${ids}::uuid[]) order by at, id`);
  const turns = await tx.execute<EvidenceTurn & { touch_id: string }>(sql`
    select c.touch_id, n.speaker, n.kind, n.text, n.heard_text as heard, n.started_at as at
    from calls c join call_turns n on n.tenant_id = c.tenant_id and n.call_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.touch_id = any(${ids}::uuid[]) order by n.call_id, n.position`);
  const places = await chainPlaces(
    tx,
    ctx,
    receipts.rows.map(({ id }) => id),
  );
  const key = rows[0]?.log_key ? personKey(rows[0].log_key) : null;
  const touches = rows.map(
    (row): EvidenceTouch => ({
      id: toPublicId("touch", row.id),
      channel: row.channel,
      purpose: row.purpose,
      status: row.status,
      resultCode: row.result_code,
      campaign: row.campaign,
      to: row.address,
      createdAt: new Date(row.created_at).toISOString(),
      plannedFor: new Date(row.dispatch_at).toISOString(),
      sentAt: instantText(row.sent_at),
      settledAt: instantText(row.settled_at),
      provider: row.provider,
      providerRef: row.provider_ref,
      call: row.call_result,
      transcript: turns.rows
        .filter(({ touch_id }) => touch_id === row.id)
        .map(({ touch_id: _, at, ...turn }) => ({ ...turn, at: new Date(at).toISOString() })),
      said: messages.rows.filter(({ touch_id }) => touch_id === row.id).map(messageOf),
      decisions: receipts.rows
        .filter(({ touch_id }) => touch_id === row.id)
        .map((receipt) => decisionOf(receipt, key, places.get(receipt.id) ?? null)),
    }),
  );
  return { rows: touches, next: nextAfter(rows, limit) };
}

export async function readReplies(
  tx: TenantTransaction,
  ctx: TenantContext,
  { debtorId, after, limit }: PageOf,
): Promise<Page<EvidenceMessage>> {
  const { rows } = await tx.execute<MessageRow & { cursor: string }>(sql`
    select ${messageColumns}, at::text as cursor from messages
    where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} and direction = 'inbound'
      and (at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
    order by at, id limit ${limit}`);
  return { rows: rows.map(messageOf), next: nextAfter(rows, limit) };
}

function decisionOf(receipt: ReceiptRow, key: KeyObject | null, chain: ChainPlace | null): EvidenceDecision {
  const asked = receiptQuestion(receipt, key);
  const { results, reasons, ...decision } = receiptDecision(receipt);
  return {
    id: toPublicId("receipt", receipt.id),
    stage: receipt.stage,
    at: new Date(receipt.at).toISOString(),
    verdict: receipt.verdict,
    code: receipt.code,
    nextAllowedAt: instantText(receipt.next_allowed_at),
    rulePackVersion: decision.rulePackVersion,
    inputHash: decision.inputHash,
    contentHash: decision.contentHash ?? null,
    candidateZones: decision.candidateZones,
    obligations: decision.obligations,
    rules: rulesInWords({ results, reasons, asked }),
    asked,
    chain,
  };
}

const messageColumns = sql.raw("id, at, channel, direction, from_address, to_address, subject, body");

function messageOf({
  id,
  from_address,
  to_address,
  at,
  channel,
  direction,
  subject,
  body,
}: MessageRow): EvidenceMessage {
  return {
    id: toPublicId("message", id),
    at: new Date(at).toISOString(),
    channel,
    direction,
    from: from_address,
    to: to_address,
    subject,
    body,
    sha256: wordsHash(channel, { subject: subject ?? "", text: body }),
  };
}

type TouchRow = {
  id: string;
  channel: string;
  purpose: string;
  status: string;
  result_code: string | null;
  campaign: string | null;
  address: string | null;
  created_at: string;
  cursor: string;
  dispatch_at: string;
  sent_at: string | null;
  settled_at: string | null;
  provider: string | null;
  provider_ref: string | null;
  call_result: Record<string, unknown> | null;
  log_key: string | null;
};
type ReceiptRow = {
  id: string;
  touch_id: string;
  stage: "plan" | "dispatch";
  at: string;
  verdict: Decision["verdict"];
  code: string | null;
  next_allowed_at: string | null;
  decision: unknown;
  reasoning: unknown;
  sealed: Buffer | null;
};
type MessageRow = {
  id: string;
  at: string;
  channel: Channel;
  direction: "inbound" | "outbound";
  from_address: string;
  to_address: string;
  subject: string | null;
  body: string;
};

// Everything that is held of a person, as it stands in the tables, without what belongs to the machine. Private to the folder.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { openingKey } from "@/server/audit/person-seal";
import type { TenantContext } from "@/server/tenant-context";
import { receiptDecision, receiptQuestion, receiptReasoning } from "@/server/touches/outbox/receipts";

/** Section → its rows, each a flat record that can be read. */
export type PersonFile = Record<string, Record<string, unknown>[]>;

/** Columns that say nothing to the person: keys of rows, and what the product finds them by. */
const inner =
  "tenant_id log_key log_position search_text shelf number_key key contact_point_id text_id claimed_until sealed reasoning_id".split(
    " ",
  );

export async function gatherPerson(tx: TenantTransaction, ctx: TenantContext, debtorId: string): Promise<PersonFile> {
  const of = sql`x.tenant_id = ${ctx.tenantId} and x.debtor_id = ${debtorId}`;
  const ofAddresses = sql`x.tenant_id = ${ctx.tenantId} and (x.debtor_id = ${debtorId} or x.address in (
    select address from contact_points where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}))`;
  const sections: Record<string, SQL> = {
    person: sql`select x.* from debtors x where x.tenant_id = ${ctx.tenantId} and x.id = ${debtorId}`,
    contacts: sql`select x.* from contacts x where ${of} order by x.created_at`,
    addresses: sql`select x.* from contact_points x where ${of} order by x.created_at`,
    invoices: sql`select x.* from invoices x where ${of} order by x.due_on`,
    payments: sql`select x.* from payments x where ${of} order by x.received_at`,
    lateFees: sql`select x.* from late_fees x where ${of} order by x.created_at`,
    promises: sql`select x.* from promises x where ${of} order by x.created_at`,
    disputes: sql`select x.* from disputes x where ${of} order by x.opened_at`,
    consents: sql`select x.* from consents x where ${of} order by x.granted_at`,
    // Of an address that others have too, the stop counts for everyone: not who else said it.
    optOuts: sql`
      select x.channel, x.address, x.source, x.at, x.lifted_at, nullif(x.debtor_id = ${debtorId}, false) as own
      from opt_outs x where ${ofAddresses} order by x.at`,
    registries: sql`select x.* from registry_numbers x where x.tenant_id = ${ctx.tenantId} and x.number in (
      select address from contact_points where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}) order by x.checked_at`,
    touches: sql`
      select x.*, p.address, m.subject, m.body as said from touches x
      left join contact_points p on p.tenant_id = x.tenant_id and p.id = x.contact_point_id
      left join lateral (select subject, body from messages m where m.tenant_id = x.tenant_id and m.touch_id = x.id
        and m.direction = 'outbound' order by m.at limit 1) m on true
      where ${of} order by x.created_at`,
    messages: sql`select x.* from messages x where ${of} order by x.at`,
    calls: sql`
      select x.*, (select coalesce(jsonb_agg(to_jsonb(n) - 'tenant_id' - 'id' - 'call_id' order by n.position), '[]')
        from call_turns n where n.tenant_id = x.tenant_id and n.call_id = x.id) as transcript
      from calls x where ${of} order by x.started_at`,
    conversations: sql`
      select x.id, x.channel, x.direction, x.outcome, x.started_at, x.ended_at, (
        select coalesce(jsonb_agg(to_jsonb(n) - 'tenant_id' - 'id' - 'conversation_id' order by n.position), '[]')
        from conversation_turns n where n.tenant_id = x.tenant_id and n.conversation_id = x.id) as transcript
      from conversations x where ${of} order by x.started_at`,
    callRecordings: sql`
      select x.* from (select tenant_id, id, call_id, started_at, length_ms, state from call_recordings) x
      where x.tenant_id = ${ctx.tenantId} and x.call_id in (
        select id from calls where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}) order by x.started_at`,
    callNotes: sql`
      select x.*, u.name as written_by from call_notes x left join users u on u.id = x.author_id
      where x.tenant_id = ${ctx.tenantId} and x.call_id in (
        select id from calls where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}) order by x.created_at`,
    events: sql`select x.*, k.name as sent_by from api_events x left join api_keys k on k.tenant_id = x.tenant_id and k.id = x.recorded_by where ${of} order by x.at`,
    notes: sql`select x.*, u.name as written_by from debtor_notes x left join users u on u.id = x.author_id where ${of} order by x.created_at`,
    tasks: sql`select x.* from tasks x where ${of} order by x.created_at`,
    payLinks: sql`select x.* from pay_links x where ${of} order by x.created_at`,
    checkouts: sql`select x.* from checkouts x where ${of} order by x.created_at`,
    journeys: sql`
      select x.*, c.name as campaign from enrollments x join campaigns c on c.tenant_id = x.tenant_id and c.id = x.campaign_id
      where ${of} order by x.entered_at`,
    requests: sql`select x.* from rights_requests x where ${of} order by x.created_at`,
    corrections: sql`select x.* from rights_corrections x where ${of} order by x.at`,
    reviews: sql`select x.* from automated_reviews x where ${of} order by x.at`,
    log: sql`
      select x.id, x.at, x.actor_kind, x.action, x.subject_kind, x.details from audit_entries x
      where x.tenant_id = ${ctx.tenantId} and (x.subject_id = ${debtorId} or x.details ->> 'debtorId' = ${debtorId})
      order by x.at`,
  };
  const file: PersonFile = {};
  for (const [name, query] of Object.entries(sections)) {
    const { rows } = await tx.execute<{ row: Record<string, unknown> }>(sql`
      select to_jsonb(x) - ${sql.param(inner)}::text[] as row from (${query}) x`);
    file[name] = rows.map(({ row }) => row);
  }
  file.decisions = await decisions(tx, ctx, debtorId);
  return file;
}

/** Every decision about a contact, with what was asked and why it was answered so. */
async function decisions(tx: TenantTransaction, ctx: TenantContext, debtorId: string) {
  const key = (await openingKey(tx, ctx, debtorId)) ?? null;
  const { rows } = await tx.execute<ReceiptRow>(sql`
    select r.touch_id, r.stage, r.at, r.verdict, r.code, r.decision, r.sealed, ${receiptReasoning}
    from touch_receipts r where r.tenant_id = ${ctx.tenantId} and r.touch_id in (
      select id from touches where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}) order by r.at, r.id`);
  return rows.map((row) => {
    const { reasons, obligations, candidateZones, rulePackVersion } = receiptDecision(row);
    const { touch_id: touch, stage, at, verdict, code } = row;
    const asked = receiptQuestion(row, key);
    return { touch, stage, at, verdict, code, reasons, obligations, candidateZones, rulePackVersion, asked };
  });
}

type ReceiptRow = {
  touch_id: string;
  stage: string;
  at: string;
  verdict: string;
  code: string | null;
  decision: unknown;
  sealed: Buffer | null;
  reasoning: unknown;
};

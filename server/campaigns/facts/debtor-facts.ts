// Facts about debtors as a whole. Internal to facts.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Scope } from "@/server/campaigns/facts/load-facts";
import type { Channel } from "@/server/journeys/graph/schema";
import type { ChannelResponses } from "@/server/journeys/interpreter/facts";
import type { RuleFacts } from "@/server/journeys/rules/facts";

type Payments = NonNullable<RuleFacts["payments"]>;
type Promises = NonNullable<RuleFacts["promises"]>;
type Profile = NonNullable<RuleFacts["profile"]>;

/** Days late on average of the invoices that became due in the last year and were paid; payments before the due day count as none. */
export async function loadPayments(tx: TenantTransaction, scope: Scope): Promise<Map<string, Payments>> {
  const { rows } = await tx.execute<{ id: string; late: number | null; paid_on: string | null }>(sql`
    select d.id, l.late, p.paid_on::text
    from unnest(${sql.param([...scope.debtorIds])}::uuid[]) as d(id)
    left join lateral (
      select round(avg(greatest(settled_on - due_on, 0)))::int as late from invoices
      where tenant_id = ${scope.tenantId} and debtor_id = d.id and status = 'paid' and settled_on is not null
        and due_on > ${scope.today}::date - 365) l on true
    left join lateral (
      select received_at::date as paid_on from payments
      where tenant_id = ${scope.tenantId} and debtor_id = d.id and status = 'succeeded'
      order by received_at desc limit 1) p on true`);
  return new Map(rows.map((row) => [row.id, { averageDaysLate: row.late, lastPaidOn: row.paid_on }]));
}

export async function loadPromises(tx: TenantTransaction, scope: Scope): Promise<Map<string, Promises>> {
  const { rows } = await tx.execute<{ id: string; broken: number; due_on: string | null }>(sql`
    select debtor_id as id, (count(*) filter (where status = 'broken'))::int as broken,
           (min(due_on) filter (where status = 'open'))::text as due_on
    from promises where tenant_id = ${scope.tenantId} and debtor_id = any(${sql.param([...scope.debtorIds])}::uuid[])
    group by debtor_id`);
  return new Map(rows.map((row) => [row.id, { broken: row.broken, openDueOn: row.due_on }]));
}

export async function loadProfile(tx: TenantTransaction, scope: Scope): Promise<Map<string, Profile>> {
  const { rows } = await tx.execute<{ id: string; stage: string | null; fields: Record<string, unknown> }>(sql`
    select id, stage, fields from debtors
    where tenant_id = ${scope.tenantId} and id = any(${sql.param([...scope.debtorIds])}::uuid[])`);
  return new Map(rows.map((row) => [row.id, { stage: row.stage, fields: row.fields }]));
}

/** Contacts of the last year by channel, and those that were answered: by a reply, a call picked up, a link opened. */
export async function loadResponses(
  tx: TenantTransaction,
  scope: Scope,
): Promise<Map<string, Record<Channel, ChannelResponses>>> {
  const since = new Date(scope.now.getTime() - 365 * 86_400_000).toISOString();
  const { rows } = await tx.execute<{ id: string; channel: Channel; sent: number; answered: number }>(sql`
    select t.debtor_id as id, t.channel, count(*)::int as sent,
      (count(*) filter (where t.call_result ->> 'outcome' = 'answered'
        or exists (select 1 from pay_links l where l.tenant_id = t.tenant_id and l.debtor_id = t.debtor_id
                   and l.touch_id = t.id and l.opened_at is not null)
        or exists (select 1 from messages m where m.tenant_id = t.tenant_id and m.debtor_id = t.debtor_id
                   and m.direction = 'inbound' and m.channel = t.channel
                   and m.at between t.sent_at and t.sent_at + interval '7 days')))::int as answered
    from touches t
    where t.tenant_id = ${scope.tenantId} and t.debtor_id = any(${sql.param([...scope.debtorIds])}::uuid[])
      and t.purpose = 'reminder' and t.status in ('sent', 'delivered', 'bounced', 'unknown') and t.created_at > ${since}
    group by t.debtor_id, t.channel`);
  const found = new Map<string, Record<Channel, ChannelResponses>>();
  for (const { id, channel, sent, answered } of rows) {
    const known = found.get(id) ?? {
      email: { sent: 0, answered: 0 },
      sms: { sent: 0, answered: 0 },
      voice: { sent: 0, answered: 0 },
    };
    found.set(id, { ...known, [channel]: { sent, answered } });
  }
  return found;
}
